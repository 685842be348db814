-- Which tables lack partitions, or will soon, or cannot be worked on at all?
create or replace function kalends.health_periods(tables kalends.watched_table[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with missing as materialized (
    select p.parent, bool_or(p.is_present) as present_missing, count(*) filter (where p.upper_bound <= m.present) as gaps, min(p.lower_bound) filter (where p.lower_bound > m.present) as first_ahead,
           min(p.lower_bound) filter (where p.upper_bound <= m.present) as first_gap
    from kalends.missing_partitions(null, as_of, '{}') p join kalends.each_table(tables) m on m.parent = p.parent
    group by p.parent
  ),
  headroom as materialized (
    select m.*, x.first_ahead, x.present_missing, x.gaps, x.first_gap, (select count(*) from kalends.periods(m.granularity, m.zone, m.present, x.first_ahead) p) - 1 as periods
    from kalends.each_table(tables) m join missing x on x.parent = m.parent
  )
  select 'critical', 'fault', m.table_schema, m.table_name, m.table_name::text, m.fault, 'see the message', 'register'
  from kalends.each_table(tables) m where m.fault is not null
  union all
  select 'critical', 'present_missing', h.table_schema, h.table_name, h.table_name, 'the present period has no partition' ||
         case when h.default_oid is null then ': inserts are failing' else ': rows go to the catch-all' end, format('kalends run create table=%s', h.parent_name), 'create'
  from headroom h where h.present_missing
  union all
  select 'warning', 'headroom', h.table_schema, h.table_name, h.table_name,
         format('partitions reach only %s period(s) ahead, to %s', h.periods, to_char(h.first_ahead at time zone h.zone, 'YYYY-MM-DD HH24:MI')), format('kalends run create table=%s', h.parent_name), 'create'
  from headroom h where h.first_ahead is not null and h.periods < least(h.headroom_periods, h.future_partitions)
  union all
  select 'warning', 'gap', h.table_schema, h.table_name, h.table_name, format('%s past period(s) without a partition, the first from %s', h.gaps, to_char(h.first_gap at time zone h.zone, 'YYYY-MM-DD HH24:MI')),
         format('kalends run create table=%s', h.parent_name), 'create'
  from headroom h where h.gaps > 0
$$;
