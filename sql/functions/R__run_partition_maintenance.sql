-- Create, analyze, drop, record, of one table or of all (null); dry, only says what it would. In the caller's transaction: the maintenance job does the same with shorter locks.
create or replace function kalends.run_partition_maintenance(managed_table text default null, dry_run boolean default true)
  returns table (table_name text, action text, partition_name text, status text, message text)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  select p.table_name::text, p.action, p.partition_name::text, p.status, p.message
  from kalends.perform(managed_table, now(), '{create,analyze,drop,record}', '{}', dry_run) p
$$;
