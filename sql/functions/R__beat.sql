-- A sign of life of a program, on the connection that stands for it. Returns whether somebody asked it to stop, or has taken it for dead.
create or replace function kalends.beat(owner text, host text) returns boolean
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with beaten as (
    insert into kalends.process as p (owner, pid, backend_start, host)
    values (beat.owner, pg_backend_pid(), (select a.backend_start from pg_stat_get_activity(pg_backend_pid()) a), beat.host)
    on conflict (owner) do update
      set pid = excluded.pid, backend_start = excluded.backend_start, heartbeat_at = clock_timestamp()
      where p.backend_start is not null
    returning p.stop_requested)
  select coalesce((select b.stop_requested from beaten b), true)
$$;
