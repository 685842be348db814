-- Creates the present partition, those of the next `ahead` periods, and every gap in between, at once. Lock: SHARE UPDATE EXCLUSIVE on the table.
create or replace function kalends.create_future_partitions(managed_table text default null, ahead integer default null)
  returns table (table_name text, partition_name text, lower_bound timestamptz, upper_bound timestamptz, status text, message text)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  select p.table_name::text, p.partition_name::text, p.lower_bound, p.upper_bound, case p.status when 'done' then 'created' else p.status end, p.message
  from kalends.perform(managed_table, now(), '{create}', case when ahead is null then '{}' else jsonb_build_object('future_partitions', ahead) end, false) p
$$;
