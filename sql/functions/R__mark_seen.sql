-- Notes which configured tables have been found: from then on, a table that is gone is a failure and no longer a notice.
create or replace function kalends.mark_seen() returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  update kalends.partition_config c set seen_at = now()
  where c.seen_at is null and to_regclass(format('%I.%I', c.table_schema, c.table_name)) is not null
$$;
