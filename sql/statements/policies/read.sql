-- What is the policy of a table, column by column, and which version of it is this?
select a.attname as setting, coalesce(s.value, 'null') as setting_value, md5((to_jsonb(c) - '{seen_at,updated_at,confirmed_at,confirmed_by,table_oid}'::text[])::text) as version
from kalends.partition_config c
cross join lateral jsonb_each_text(to_jsonb(c)) s
join pg_attribute a on a.attrelid = 'kalends.partition_config'::regclass and a.attname = s.key
where c.table_schema = :table_schema::name and c.table_name = :table_name::name
  and a.attname <> all ('{table_schema,table_name,seen_at,created_at,updated_at,confirmed_at,confirmed_by,table_oid}')
order by a.attnum
