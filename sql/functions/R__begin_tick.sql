-- What is to be done for a tick of a schedule, and when is the next? verdict: run (it is the caller's now), taken (somebody has it, or it is over), skipped (too late, and its rule says so) or
-- disabled (switched_on is false). A tick whose server died is the caller's. No row: the schedule is gone or off. Ticks that are more than a minute old are not caught up one by one.
create or replace function kalends.begin_tick(schedule text, due_at timestamptz, owner text, ttl interval, switched_on boolean)
  returns table (verdict text, tick text, job text, parameters jsonb, next_at timestamptz, timing text)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with wanted as materialized (
    select s.*, case when not switched_on then 'disabled' when s.misfire = 'skip' and clock_timestamp() - due_at > interval '1 minute' then 'skipped' else 'running' end as state,
           kalends.next_tick(s.cron, s.time_zone, greatest(due_at, clock_timestamp() - interval '1 minute')) as next_at
    from kalends.schedule s where s.name = begin_tick.schedule and s.enabled
  ),
  mine as (
    insert into kalends.tick as t (schedule, due_at, job, parameters, state, owner, finished_at, message)
    select w.name, begin_tick.due_at, w.job, w.parameters, w.state, begin_tick.owner, case when w.state <> 'running' then clock_timestamp() end,
           case w.state when 'disabled' then 'ENABLE_PARTITION_MAINTENANCE=false' when 'skipped' then 'more than a minute late' end
    from wanted w
    on conflict on constraint tick_pkey do update set owner = excluded.owner, state = 'running', started_at = clock_timestamp()
      where excluded.state = 'running' and (t.state = 'waiting' or t.state = 'running' and not kalends.process_is_live(t.owner, ttl))
    returning t.state
  )
  select coalesce((select case m.state when 'running' then 'run' else m.state end from mine m), 'taken'), kalends.tick_name(w.name, begin_tick.due_at), w.job, w.parameters, w.next_at, w.cron || ' ' || w.time_zone from wanted w
$$;
