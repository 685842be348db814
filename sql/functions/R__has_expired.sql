-- Has this managed table partitions that are past their retention? Null where it cannot be worked on.
create or replace function kalends.has_expired(table_schema name, table_name name) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select exists (select from kalends.partition_bounds(m.parent) b where b.upper_bound <= m.cut_off and not b.is_default)
  from kalends.managed_tables(format('%I.%I', table_schema, table_name), now(), '{"enabled": true}') m
  where m.table_schema = has_expired.table_schema and m.table_name = has_expired.table_name and m.present is not null
$$;
