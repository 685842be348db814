-- Changes the policy of a table if it is still of this version; no row when it is not. Locks its row, so that of two who saw the same one is refused.
with seen as materialized (
  select c.table_schema, c.table_name, md5((to_jsonb(c) - '{seen_at,updated_at,confirmed_at,confirmed_by,table_oid}'::text[])::text) as version
  from kalends.partition_config c
  where c.table_schema = :table_schema::name and c.table_name = :table_name::name
  for update
)
select s.setting, s.before, s.after
from seen
cross join lateral kalends.set_policy(
  format('%I.%I', seen.table_schema, seen.table_name),
  (select coalesce(jsonb_object_agg(n.name, nullif(n.value, 'null')), '{}') from unnest(:names::text[], :values::text[]) as n (name, value)),
  seen.version <> :version::text) s
where seen.version = :version::text
