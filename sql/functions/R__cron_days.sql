-- On which days from `first` on is a cron expression due, at most `most` of them? Where both day fields are restricted either suffices, as Unix has it.
create or replace function kalends.cron_days(cron text, first date, most integer) returns setof date
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  with field as materialized (select * from kalends.cron_fields(cron)),
  wanted as materialized (
    select (select f.numbers from field f where f.position = 5) as months, d.numbers as days, d.is_any as any_day, w.numbers as weekdays, w.is_any as any_weekday
    from field d, field w where d.position = 4 and w.position = 6
  )
  select x.day
  from wanted w, generate_series(0, 366 * 9) n, lateral (select first + n as day) x
  where extract(month from x.day) = any (w.months)
    and case when w.any_day then extract(dow from x.day) = any (w.weekdays)
             when w.any_weekday then extract(day from x.day) = any (w.days)
             else extract(day from x.day) = any (w.days) or extract(dow from x.day) = any (w.weekdays) end
  order by n
  limit most
$$;
