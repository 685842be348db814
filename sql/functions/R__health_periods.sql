-- Which tables lack partitions, or will soon, or cannot be worked on at all?
create or replace function kalends.health_periods(tables kalends.watched_table[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with missing as materialized (
    select p.parent, bool_or(p.is_present) as present_missing, count(*) filter (where p.upper_bound <= t.moment and not p.is_present) as gaps, min(p.lower_bound) filter (where p.lower_bound > t.moment) as first_ahead,
           min(p.lower_bound) filter (where p.upper_bound <= t.moment) as first_gap
    from kalends.missing_periods(null, as_of, '{}') p join kalends.each_table(tables) m on m.parent = p.parent
    join kalends.partition_config c on c.table_schema = m.table_schema and c.table_name = m.table_name
    cross join lateral (select (as_of at time zone c.time_zone) at time zone m.zone as moment) t
    group by p.parent
  ),
  headroom as materialized (
    select m.*, x.first_ahead, x.present_missing, x.gaps, x.first_gap, (select count(*) from kalends.periods(m.granularity, m.zone, m.present, x.first_ahead) p) - 1 as periods
    from kalends.each_table(tables) m join missing x on x.parent = m.parent
  )
  select 'critical', 'fault', m.table_schema, m.table_name, m.table_name::text, m.fault, format('put right what the detail names; or end its management: kalends unregister %s', kalends.shell_word(m.parent_name)), 'register'
  from kalends.each_table(tables) m where m.fault is not null
  union all
  select 'critical', 'present_missing', h.table_schema, h.table_name, h.table_name, 'this moment has no partition' ||
         case when h.default_oid is null then ': inserts are failing' else ': rows go to the catch-all' end, format('kalends run create table=%s', kalends.shell_word(h.parent_name)), 'create'
  from headroom h where h.present_missing
  union all
  select 'warning', 'headroom', h.table_schema, h.table_name, h.table_name,
         format('partitions reach only %s period(s) ahead, to %s', h.periods, to_char(h.first_ahead at time zone h.zone, 'YYYY-MM-DD HH24:MI')), format('kalends run create table=%s', kalends.shell_word(h.parent_name)), 'create'
  from headroom h where h.first_ahead is not null and h.periods < least(h.headroom_periods, h.future_partitions)
  union all
  select 'warning', 'gap', h.table_schema, h.table_name, h.table_name, format('%s past period(s) without a partition, the first from %s', h.gaps, to_char(h.first_gap at time zone h.zone, 'YYYY-MM-DD HH24:MI')),
         format('kalends run create table=%s', kalends.shell_word(h.parent_name)), 'create'
  from headroom h where h.gaps > 0
  union all
  select 'warning', 'unbounded', m.table_schema, m.table_name, c.relname, format('takes everything from %s on: nothing is created after it, and retention never reaches its rows', coalesce(to_char(b.lower_bound at time zone m.zone, 'YYYY-MM-DD'), 'the beginning')),
         'give it an end, as the page says', 'create'
  from kalends.each_table(tables) m join kalends.partition_bounds() b on b.parent_oid = m.parent join pg_class c on c.oid = b.partition_oid
  where m.present is not null and not b.is_default and not isfinite(coalesce(b.upper_bound, 'infinity')) and coalesce(b.lower_bound, '-infinity') < m.horizon
  union all
  select 'warning', 'sub_partitioned', m.table_schema, m.table_name, m.table_name, format('%s of its partitions are partitioned again: new ones are not, and those are neither analyzed, measured nor dropped', count(*)),
         'see the page: what Kalends does for such a table, and what it does not', 'create'
  from kalends.each_table(tables) m join pg_inherits i on i.inhparent = m.parent join pg_class c on c.oid = i.inhrelid and c.relkind = 'p'
  where m.present is not null group by m.table_schema, m.table_name
$$;
