-- What do the five fields of a cron expression mean, or the six, whose first is the second? numbers is null for a field that means nothing; Sunday is 0.
create or replace function kalends.cron_fields(cron text)
  returns table ("position" integer, field text, given text, low integer, high integer, is_any boolean, numbers integer[])
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  with given as (select regexp_split_to_array(btrim(cron), '\s+') as parts)
  select d.position, d.field, p.text, d.low, d.high, coalesce(p.text ~ '^\*(/1)?$', false),
         (select array_agg(distinct n % d.cycle order by n % d.cycle) from unnest(kalends.cron_numbers(p.text, d.low, d.high, d.names)) n)
  from given g
  cross join (values
    (1, 'second', 0, 59, 60, '{}'::text[]), (2, 'minute', 0, 59, 60, '{}'), (3, 'hour', 0, 23, 24, '{}'), (4, 'day of the month', 1, 31, 32, '{}'),
    (5, 'month', 1, 12, 13, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}'), (6, 'day of the week', 0, 7, 7, '{sun,mon,tue,wed,thu,fri,sat}')
  ) d(position, field, low, high, cycle, names)
  cross join lateral (select case cardinality(g.parts) when 6 then g.parts[d.position] when 5 then case d.position when 1 then '0' else g.parts[d.position - 1] end end as text) p
  order by d.position
$$;
