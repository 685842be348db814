-- Analyzes what changed since it was last analyzed, and the parent. Lock: SHARE UPDATE EXCLUSIVE on each partition.
create or replace function kalends.analyze_partitions(managed_table text default null)
  returns table (table_name text, partition_name text, row_estimate bigint, status text, message text)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  select p.table_name::text, p.partition_name::text, p.row_estimate, case p.status when 'done' then 'analyzed' else p.status end, p.message
  from kalends.perform(managed_table, now(), '{analyze}', '{}', false) p
$$;
