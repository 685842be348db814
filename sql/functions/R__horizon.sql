-- Where does the last wanted partition end: the present period and `ahead` more after it?
create or replace function kalends.horizon(granularity text, time_zone text, present timestamptz, ahead integer)
  returns timestamptz
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select p.upper_bound
  from kalends.periods(granularity, time_zone, present, present + (ahead + 2) * kalends.period_step(granularity)) p
  offset ahead limit 1
$$;
