-- Detaches and drops what is older than `months` (null: as configured); dry, only says what it would. Lock: ACCESS EXCLUSIVE on the table until the caller commits; the drop job detaches concurrently instead.
create or replace function kalends.drop_old_partitions(managed_table text default null, months integer default null, dry_run boolean default true)
  returns table (table_name text, partition_name text, lower_bound timestamptz, upper_bound timestamptz, row_estimate bigint, size text, action text, status text, message text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if months not between 1 and 1200 then
    raise exception 'months is %: it must be 1 to 1200, or null for what partition_config says', months using errcode = 'KA003';
  end if;
  return query
    select p.table_name::text, p.partition_name::text, p.lower_bound, p.upper_bound, p.row_estimate, pg_size_pretty(p.bytes), p.action, p.status, p.message
    from kalends.perform(managed_table, now(), '{drop}', case when months is null then '{}' else jsonb_build_object('retention_months', months, 'retention_days', 0) end, dry_run) p;
end
$$;
