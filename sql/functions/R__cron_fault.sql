-- Why can a cron expression not be meant? Null: it can.
create or replace function kalends.cron_fault(cron text) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(
    case when cron is null then 'cron is missing'
         when length(cron) > 150 then format('cron has %s characters, more than 150', length(cron))
         when cardinality(regexp_split_to_array(btrim(cron), '\s+')) not in (5, 6)
         then format('cron is %L, which has %s field(s) instead of five: minute hour day-of-month month day-of-week', cron, cardinality(regexp_split_to_array(btrim(cron), '\s+'))) end,
    (select format('cron is %L, whose %s is %L: it may be *, or %s to %s, as a, a-b, a-b/step or a list of these', cron, f.field, f.given, f.low, f.high)
     from kalends.cron_fields(cron) f where f.numbers is null order by f.position limit 1),
    case when not exists (select from kalends.cron_days(cron, date '2024-01-01', 1)) then format('cron is %L, a day that never comes', cron) end)
$$;
