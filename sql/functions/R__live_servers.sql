-- Which servers (kalends serve) are there, and do they carry out schedules?
create or replace function kalends.live_servers(ttl interval default '30 seconds')
  returns table (owner text, host text, serves_since timestamptz, schedules_on boolean)
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select p.owner, p.host, p.serves_since, p.schedules_on
  from kalends.process p
  where p.serves_since is not null and kalends.process_is_live(p.owner, ttl)
$$;
