-- Which managed tables have series of their own, and under which label? As long as there are not more than `most`, all.
create or replace function kalends.metric_tables(most integer) returns table (table_schema name, table_name name, label text)
  language sql stable rows 100
  set search_path = pg_catalog, pg_temp
as $$
  select c.table_schema, c.table_name, c.table_schema || '.' || c.table_name from kalends.partition_config c order by c.table_schema, c.table_name limit most
$$;
