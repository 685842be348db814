-- Which table is meant by this name, written as in SQL? KA004 when there is none.
select n.nspname as table_schema, c.relname as table_name
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.oid = kalends.find_table(:source::text)
