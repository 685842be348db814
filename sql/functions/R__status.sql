-- How do the schedules do: on or off, running, when last and next, and what failed last? next_run is null where nothing will run: off_because says why.
create or replace function kalends.status(ttl interval default '30 seconds')
  returns table (schedule text, job text, parameters jsonb, cron text, time_zone text, misfire text, enabled boolean, running boolean, last_run timestamptz, last_state text, last_run_id bigint,
                 last_message text, last_failure timestamptz, last_failure_message text, next_run timestamptz, off_because text, changed_by text, changed_at timestamptz)
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  with server as materialized (select count(*) as alive, count(*) filter (where l.schedules_on) as working from kalends.live_servers(ttl) l),
  judged as (
    select s.*, case when not s.enabled then 'disabled' when v.alive = 0 then 'no server' when v.working = 0 then 'ENABLE_PARTITION_MAINTENANCE=false' end as off_because
    from kalends.schedule s, server v
  )
  select j.name, j.job, j.parameters, j.cron, j.time_zone, j.misfire, j.enabled,
         exists (select from kalends.tick t where t.schedule = j.name and t.state = 'running' and kalends.process_is_live(t.owner, ttl)),
         l.started_at, case when l.state = 'running' and not kalends.process_is_live(l.owner, ttl) then 'lost' else l.state end, l.run_id, l.message, f.started_at, f.message,
         case when j.off_because is null then kalends.next_tick(j.cron, j.time_zone, clock_timestamp()) end, j.off_because, j.changed_by, j.changed_at
  from judged j
  left join lateral (select t.* from kalends.tick t where t.schedule = j.name and t.state <> 'waiting' order by t.due_at desc limit 1) l on true
  left join lateral (select t.* from kalends.tick t where t.schedule = j.name and t.state = 'failed' order by t.due_at desc limit 1) f on true
  order by j.name
$$;
