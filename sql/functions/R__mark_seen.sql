-- Notes which configured tables have been found, and which they are: from then on, a table that is gone is a failure and no longer a notice, and one that was renamed is told from it.
create or replace function kalends.mark_seen() returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  update kalends.partition_config c set seen_at = coalesce(c.seen_at, now()), table_oid = r.oid
  from pg_class r join pg_namespace n on n.oid = r.relnamespace
  where n.nspname = c.table_schema and r.relname = c.table_name and r.relkind in ('r', 'p', 'f', 'v', 'm') and (c.seen_at is null or c.table_oid is distinct from r.oid)
$$;
