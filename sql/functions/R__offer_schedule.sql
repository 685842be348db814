-- Writes a schedule of the configuration down, the first time that it is offered; true when it was. What a person has changed or removed since stays so.
create or replace function kalends.offer_schedule(schedule text, job text, cron text, time_zone text, misfire text) returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into kalends.schedule_default (name) values (schedule) on conflict do nothing;
  if not found or exists (select from kalends.schedule s where s.name = schedule) then
    return false;
  end if;
  perform kalends.set_schedule(schedule, job, cron, time_zone, misfire, actor => 'application.yml');
  return true;
end
$$;
