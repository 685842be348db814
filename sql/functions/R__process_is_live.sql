-- Is a program still there: is the backend that stands for it alive, and has it beaten within `ttl`? (A paused program has a backend and no heartbeat.)
create or replace function kalends.process_is_live(owner text, ttl interval) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from kalends.process p
    join pg_stat_get_activity(null) a on a.pid = p.pid
    where p.owner = process_is_live.owner and p.heartbeat_at > clock_timestamp() - ttl
      and (a.backend_start = p.backend_start or a.backend_start is null))
$$;
