-- Creates the partition of events for the month of a date, unless it is there.
create or replace function kalends.create_events_partition(partition_date date) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$ select kalends.create_monthly_partition('events', partition_date) $$;
