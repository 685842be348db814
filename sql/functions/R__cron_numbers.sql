-- Which numbers does one field of a cron expression mean? Null when it means none: * or a or a-b, each with /step, joined by commas; names count from `low`.
create or replace function kalends.cron_numbers(field text, low integer, high integer, names text[] default '{}') returns integer[]
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  with part as (
    select m.word[1] = '*' as is_any, coalesce(array_position(names, m.word[2]) - 1 + low, substring(m.word[2] from '^[0-9]{1,4}$')::integer) as first, m.word[4] is not null as is_range,
           coalesce(array_position(names, m.word[4]) - 1 + low, substring(m.word[4] from '^[0-9]{1,4}$')::integer) as last, m.word[6]::integer as step
    from unnest(string_to_array(lower(field), ',')) p(word)
    left join lateral regexp_match(p.word, '^(\*|([0-9a-z]+)(-([0-9a-z]+))?)(/([0-9]{1,4}))?$') m(word) on true
  ),
  span as (
    select coalesce(p.step, 1) as step, case when p.is_any then low else p.first end as first,
           case when p.is_any then high when p.is_range then p.last when p.step is not null then high else p.first end as last
    from part p
  )
  select case when bool_and(coalesce(s.step > 0 and s.first >= low and s.last <= high and s.first <= s.last, false))
              then (select array_agg(distinct n order by n) from span w, generate_series(w.first, w.last, w.step) n) end
  from span s
$$;
