-- Books a partition that Kalends has just detached, and when it may be dropped. Only what stands there is ever dropped.
create or replace function kalends.book_detached(detached oid, parent_schema name, parent_table name, lower_bound timestamptz, upper_bound timestamptz) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  -- plpgsql, which keeps the plan: this is called with each detach.
  insert into kalends.detached_partition (partition_oid, partition_schema, partition_name, parent_schema, parent_table, lower_bound, upper_bound, drop_after)
  select k.oid, n.nspname, k.relname, book_detached.parent_schema, book_detached.parent_table, book_detached.lower_bound, book_detached.upper_bound,
         case when c.retention_action = 'drop' then clock_timestamp() + make_interval(days => c.grace_days) end
  from pg_class k
  join pg_namespace n on n.oid = k.relnamespace
  join kalends.partition_config c on c.table_schema = book_detached.parent_schema and c.table_name = book_detached.parent_table
  where k.oid = detached
  on conflict (partition_oid) do update set detached_at = excluded.detached_at, drop_after = excluded.drop_after, partition_schema = excluded.partition_schema, partition_name = excluded.partition_name,
    parent_schema = excluded.parent_schema, parent_table = excluded.parent_table, lower_bound = excluded.lower_bound, upper_bound = excluded.upper_bound, origin = excluded.origin;
end
$$;
