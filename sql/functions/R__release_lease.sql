-- Gives the lease of a table back, if this epoch still has it.
create or replace function kalends.release_lease(table_schema name, table_name name, epoch bigint) returns void
  language sql strict
  set search_path = pg_catalog, pg_temp
as $$
  update kalends.lease l set owner = null
  where l.table_schema = release_lease.table_schema and l.table_name = release_lease.table_name and l.epoch = release_lease.epoch
$$;
