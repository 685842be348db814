-- Does this instant lie in one of these windows of the week? A window that ends at or before its beginning goes on to the next day. No windows at all: always.
create or replace function kalends.in_window(windows text[], time_zone text, at timestamptz) returns boolean
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  with wanted as (
    select case when w like '% %' then split_part(w, ' ', 1) else 'mon-sun' end as days,
           split_part(substring(w from '[^ ]+$'), '-', 1)::interval as from_time, split_part(substring(w from '[^ ]+$'), '-', 2)::interval as to_time
    from unnest(windows) w),
  named as (
    select w.from_time, w.to_time + case when w.to_time <= w.from_time then interval '1 day' else '0' end as to_time,
           array_position('{mon,tue,wed,thu,fri,sat,sun}', split_part(d, '-', 1)) as first_day,
           array_position('{mon,tue,wed,thu,fri,sat,sun}', split_part(d, '-', greatest(1, array_length(string_to_array(d, '-'), 1)))) as last_day
    from wanted w cross join unnest(string_to_array(w.days, ',')) d),
  begun as (
    select n.*, s.midnight, extract(isodow from s.midnight)::integer as day
    from named n
    cross join lateral (select date_trunc('day', at at time zone time_zone) - make_interval(days => ago) as midnight from generate_series(0, 1) ago) s)
  select coalesce(array_length(windows, 1), 0) = 0
      or exists (select from begun b
                 where case when b.first_day <= b.last_day then b.day between b.first_day and b.last_day else b.day >= b.first_day or b.day <= b.last_day end
                   and at at time zone time_zone >= b.midnight + b.from_time and at at time zone time_zone < b.midnight + b.to_time)
$$;
