-- Puts the partitioned table of a migration under management: from the cut-over on partitions are made ahead of time, and nothing expires before the migration is retired; then its policy is that of the migration.
create or replace function kalends.manage_migrated(id bigint) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  delete from kalends.partition_config c using kalends.migration m where m.id = manage_migrated.id and (c.table_schema, c.table_name) = (m.target_schema, m.target_table);
  insert into kalends.partition_config (table_schema, table_name, partition_column, granularity, time_zone, retention_months, retention_days, future_partitions, catch_all, seen_at)
  select m.target_schema, m.target_table, k.target_column, m.granularity, m.time_zone, case when o.over then m.retention_months end, case when o.over and coalesce(m.retention_months, 0) + m.retention_days > 0 then m.retention_days end,
         m.future_partitions, m.catch_all, clock_timestamp()
  from kalends.migration m
  join kalends.migration_column k on k.migration_id = m.id and k.source_column = m.partition_column
  cross join lateral (select not exists (select from pg_class c where c.oid = m.source_oid) as over) o
  where m.id = manage_migrated.id;
$$;
