-- Lets a server run a schedule now, besides its ticks, and returns the moment by which this run is known.
create or replace function kalends.run_schedule(schedule text) returns timestamptz
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  due timestamptz;
begin
  insert into kalends.tick (schedule, due_at, job, parameters, state)
  select s.name, clock_timestamp(), s.job, s.parameters, 'waiting' from kalends.schedule s where s.name = run_schedule.schedule
  returning due_at into due;
  if due is null then
    raise exception 'there is no schedule %', quote_nullable(schedule) using errcode = 'KA003', hint = 'kalends schedule list shows them';
  end if;
  if not exists (select from kalends.live_servers()) then
    raise exception 'no server is there that could run schedule %', quote_literal(schedule) using errcode = 'KA001', hint = 'start one: kalends serve; or run the job yourself: kalends run JOB';
  end if;
  perform pg_notify('kalends_schedule', '');
  return due;
end
$$;
