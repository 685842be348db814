-- Lets the servers know that schedules have changed, or that one is to run now.
create or replace function kalends.announce_schedules() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform pg_notify('kalends_schedule', '');
  return null;
end
$$;

create or replace trigger announce_schedules after insert or update or delete on kalends.schedule
  for each statement execute function kalends.announce_schedules();
