-- Ends every backend of a program that is gone or paused, by its application_name, and returns how many are still there. Refuses while the program lives.
-- Its name is refused from now on: a program that was only paused cannot connect again and go on.
create or replace function kalends.evict(owner text, ttl interval) returns bigint
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  if kalends.process_is_live(owner, ttl) then
    raise exception '% is alive: it is not evicted', owner using errcode = 'KA002';
  end if;
  update kalends.process p set backend_start = null, stop_requested = true where p.owner = evict.owner;
  perform pg_terminate_backend(a.pid) from pg_stat_activity a where a.application_name = owner and a.pid <> pg_backend_pid();
  perform pg_stat_clear_snapshot();
  return (select count(*) from pg_stat_activity a where a.application_name = owner and a.pid <> pg_backend_pid());
end
$$;
