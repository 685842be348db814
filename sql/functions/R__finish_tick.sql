-- Says how a tick went: done or failed; or waiting, when its server stops and another is to go on. Only who has it may: true when `owner` had. Ticks of 90 days ago go.
create or replace function kalends.finish_tick(schedule text, due_at timestamptz, owner text, state text, run_id bigint, message text) returns boolean
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with old as (
    delete from kalends.tick t where t.schedule = finish_tick.schedule and t.due_at < clock_timestamp() - interval '90 days' and t.due_at <> finish_tick.due_at),
  told as (
    update kalends.tick t
    set state = finish_tick.state, run_id = finish_tick.run_id, message = finish_tick.message,
        finished_at = case when finish_tick.state in ('done', 'failed') then clock_timestamp() end
    where t.schedule = finish_tick.schedule and t.due_at = finish_tick.due_at and t.state = 'running' and t.owner = finish_tick.owner
    returning 1)
  select exists (select from told)
$$;
