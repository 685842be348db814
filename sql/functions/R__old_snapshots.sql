-- Which transactions may still see the database as it was before the tables of a migration were equal? After a swap they would find in the other table only what was there then.
-- A transaction that is younger than the last verification, or whose oldest snapshot is younger than the last change of the migration, cannot.
create or replace function kalends.old_snapshots(id bigint) returns table (pid integer, query text, state text, age interval, application_name text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select a.pid, coalesce(a.query, '<another role''s query>'), a.state, clock_timestamp() - a.xact_start, a.application_name
  from pg_stat_activity a
  join kalends.migration m on m.id = old_snapshots.id
  where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend' and a.backend_xmin is not null
    and coalesce(a.xact_start < m.verified_at, true) and age(a.backend_xmin) > age(m.xmin)
$$;
