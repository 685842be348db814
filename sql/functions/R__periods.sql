-- Which periods of a granularity, seen in a time zone, touch the time between two instants?
-- Days and longer periods begin at the zone's own midnight; a day that the zone skipped is no period. Hours are counted from that midnight,
-- so that a day of 23 or 25 hours has that many, and every hour of the year exactly one.
create or replace function kalends.periods(granularity text, time_zone text, since timestamptz, until timestamptz)
  returns table (lower_bound timestamptz, upper_bound timestamptz)
  language sql stable strict rows 20
  set search_path = pg_catalog, pg_temp
as $$
  with unit as materialized (
    select case granularity when 'hour' then 'day' else granularity end as name,
           kalends.period_step(case granularity when 'hour' then 'day' else granularity end) as step
  ),
  span as (
    select local at time zone time_zone as lower_bound, (local + unit.step) at time zone time_zone as upper_bound
    from unit,
         generate_series(
           date_trunc(unit.name, since at time zone time_zone) - unit.step,
           (until at time zone time_zone),
           unit.step) as local
  ),
  hour as (
    select h as lower_bound, least(h + interval '1 hour', s.upper_bound) as upper_bound
    from span s, generate_series(s.lower_bound, s.upper_bound - interval '1 microsecond', interval '1 hour') as h
    where granularity = 'hour'
  )
  select p.lower_bound, p.upper_bound
  from (select * from span where granularity <> 'hour' union all select * from hour) p
  where p.lower_bound < p.upper_bound and p.lower_bound < until and p.upper_bound > since
  order by 1
$$;
