-- Makes a schedule or changes one; what is null keeps its value. A new one needs job and cron; its misfire rule is skip for drop and vacuum, else fire.
create or replace function kalends.set_schedule(schedule text, job text default null, cron text default null, time_zone text default null, misfire text default null,
    parameters jsonb default null, enabled boolean default null, actor text default null) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  known boolean := exists (select from kalends.schedule s where s.name = set_schedule.schedule);
begin
  if not known and (set_schedule.job is null or set_schedule.cron is null) then
    raise exception 'there is no schedule %: a new one needs a job and a cron', quote_nullable(set_schedule.schedule) using errcode = 'KA003';
  end if;
  if not known and set_schedule.schedule !~ '^[a-z0-9][a-z0-9-]{0,59}$' then
    raise exception 'schedule %: its name must be 1 to 60 lower-case letters, digits and dashes', quote_literal(set_schedule.schedule) using errcode = 'KA003';
  end if;
  perform set_config('kalends.actor', coalesce(set_schedule.actor, ''), true);
  if known then
    update kalends.schedule s
    set job = coalesce(set_schedule.job, s.job), cron = coalesce(set_schedule.cron, s.cron), time_zone = coalesce(set_schedule.time_zone, s.time_zone),
        misfire = coalesce(set_schedule.misfire, s.misfire), parameters = coalesce(set_schedule.parameters, s.parameters), enabled = coalesce(set_schedule.enabled, s.enabled)
    where s.name = set_schedule.schedule;
  else
    insert into kalends.schedule (name, job, cron, time_zone, misfire, parameters, enabled)
    values (set_schedule.schedule, set_schedule.job, set_schedule.cron, coalesce(set_schedule.time_zone, 'UTC'),
            coalesce(set_schedule.misfire, case when set_schedule.job in ('drop', 'vacuum') then 'skip' else 'fire' end), coalesce(set_schedule.parameters, '{}'), coalesce(set_schedule.enabled, true));
  end if;
  perform set_config('kalends.actor', '', true);
end
$$;
