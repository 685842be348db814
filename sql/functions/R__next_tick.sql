-- When is a cron expression due next after an instant, in a time zone? What is due at a fixed hour is due once on each of its days: after the gap where clocks skip it, the first time
-- where they show it twice. What is due in every hour follows the clock on the wall.
create or replace function kalends.next_tick(cron text, time_zone text, after timestamptz) returns timestamptz
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with field as materialized (select * from kalends.cron_fields(cron)),
  hour as materialized (
    select d.day + make_interval(hours => h) as begins
    from kalends.cron_days(cron, (after at time zone time_zone)::date - 1, 4) d(day), field f, unnest(f.numbers) h
    where f.position = 3 and d.day + make_interval(hours => h) > (after at time zone time_zone) - interval '3 hours'
    order by 1 limit 6
  ),
  wall as (
    select h.begins + make_interval(mins => m.n, secs => s.n) as shown, (select f.is_any from field f where f.position = 3) as hourly
    from hour h, (select unnest(f.numbers) as n from field f where f.position = 2) m, (select unnest(f.numbers) as n from field f where f.position = 1) s
  ),
  instant as (
    select w.shown, w.hourly, a.at, a.at at time zone time_zone = w.shown as is_shown
    from wall w, lateral (select (w.shown at time zone time_zone) - e.earlier as at from unnest('{0,30 min,1 hour}'::interval[]) e(earlier)) a
  ),
  due as (
    select i.at from instant i where i.hourly and i.is_shown
    union all
    select coalesce(min(i.at) filter (where i.is_shown), max(i.at)) from instant i where not i.hourly group by i.shown
  )
  select min(d.at) from due d where d.at > after
$$;
