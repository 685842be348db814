-- Refuses a schedule that cannot be meant (KA003), says who changed it, and lets the servers know.
create or replace function kalends.check_schedule() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  fault text := coalesce(
    kalends.cron_fault(new.cron),
    case when not kalends.is_time_zone(new.time_zone) then format('time_zone is %L: it must be a name that pg_timezone_names lists', new.time_zone) end,
    case when new.misfire not in ('fire', 'skip') then format('misfire is %L: it must be fire or skip', new.misfire) end);
begin
  if fault is not null then
    raise exception 'schedule %: %', quote_literal(new.name), fault using errcode = 'KA003';
  end if;
  begin
    new.parameters := kalends.job_parameters(new.job, new.parameters, '{table,full,max_drops}');
  exception
    when sqlstate 'KA003' or data_exception then
      raise exception 'schedule %: %', quote_literal(new.name), sqlerrm using errcode = 'KA003';
  end;
  new.changed_at := clock_timestamp();
  new.changed_by := coalesce(nullif(current_setting('kalends.actor', true), ''), session_user);
  return new;
end
$$;

create or replace trigger check_schedule before insert or update on kalends.schedule
  for each row execute function kalends.check_schedule();
