-- Takes the oldest tick that is to be run and that nobody runs: filed by run_schedule, given back by a server that stopped, or left by one that died. `own` names those of the caller's that it
-- knows to be at work (tick_name); another of its own was lost with a connection.
create or replace function kalends.take_tick(owner text, ttl interval, own text[])
  returns table (schedule text, due_at timestamptz, tick text, job text, parameters jsonb)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  update kalends.tick t set state = 'running', owner = take_tick.owner, started_at = clock_timestamp()
  where (t.schedule, t.due_at) = (
    select w.schedule, w.due_at from kalends.tick w
    where w.state in ('waiting', 'running')
      and case when w.state = 'waiting' then true
               when w.owner = take_tick.owner then kalends.tick_name(w.schedule, w.due_at) <> all (own)
               else not kalends.process_is_live(w.owner, ttl) end
    order by w.due_at limit 1 for update skip locked)
  returning t.schedule, t.due_at, kalends.tick_name(t.schedule, t.due_at), t.job, t.parameters
$$;
