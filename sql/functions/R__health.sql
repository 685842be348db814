-- What is wrong with the managed tables now? severity: critical (writes fail or will, data is invisible) or warning.
create or replace function kalends.health(as_of timestamptz default now())
  returns table (severity text, finding text, table_schema text, table_name text, subject text, detail text, mend text, runbook text)
  language sql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
  set lock_timeout = '5s'
as $$
  with managed as materialized (select * from kalends.managed_tables(null, as_of, '{}')),
  bound as materialized (select b.* from kalends.partition_bounds() b join managed m on m.parent = b.parent_oid and m.fault is null),
  missing as materialized (
    select p.parent, bool_or(p.is_present) as present, count(*) filter (where p.upper_bound <= m.present) as gaps, min(p.lower_bound) filter (where p.lower_bound > m.present) as first_ahead,
           min(p.lower_bound) filter (where p.upper_bound <= m.present) as first_gap
    from kalends.missing_partitions(null, as_of, '{}') p join managed m on m.parent = p.parent
    group by p.parent
  ),
  headroom as (
    select m.*, x.first_ahead, x.present as present_missing, x.gaps, x.first_gap,
           (select count(*) from kalends.periods((m.config).granularity, m.zone, m.present, x.first_ahead) p) - 1 as periods
    from managed m join missing x on x.parent = m.parent
  ),
  found as (
    select 'critical' as severity, 'fault' as finding, m.table_schema, m.table_name, m.table_name as subject, m.fault as detail, 'see the message' as mend, 'register' as runbook
    from managed m where m.fault is not null
    union all
    select 'critical', 'present_missing', h.table_schema, h.table_name, h.table_name, 'the present period has no partition' ||
           case when h.default_oid is null then ': inserts are failing' else ': rows go to the catch-all' end, format('kalends run create table=%s', h.parent_name), 'create'
    from headroom h where h.present_missing
    union all
    select 'warning', 'headroom', h.table_schema, h.table_name, h.table_name,
           format('partitions reach only %s period(s) ahead, to %s', h.periods, to_char(h.first_ahead at time zone h.zone, 'YYYY-MM-DD HH24:MI')), format('kalends run create table=%s', h.parent_name), 'create'
    from headroom h where h.first_ahead is not null and h.periods < least(3, (h.config).future_partitions)
    union all
    select 'warning', 'gap', h.table_schema, h.table_name, h.table_name, format('%s past period(s) without a partition, the first from %s', h.gaps, to_char(h.first_gap at time zone h.zone, 'YYYY-MM-DD HH24:MI')),
           format('kalends run create table=%s', h.parent_name), 'create'
    from headroom h where h.gaps > 0
    union all
    select 'warning', 'catch_all_rows', m.table_schema, m.table_name, c.relname, format('%s rows lie in the catch-all (%s)', case when c.reltuples > 0 then 'about ' || c.reltuples::bigint else 'uncounted' end, pg_size_pretty(pg_relation_size(c.oid))),
           format('kalends run create table=%s drains what lies between the oldest partition and the horizon (future_partitions ahead). For what is older, create_monthly_partition() makes the first partition; the rest stays', m.parent_name), 'create'
    from managed m join pg_class c on c.oid = m.default_oid and m.fault is null where pg_relation_size(m.default_oid) > 0 and kalends.has_rows(m.default_oid)
    union all
    select 'warning', 'overdue_drop', m.table_schema, m.table_name, m.table_name, format('%s partition(s) past their retention', count(*)), format('kalends plan %s --steps drop says why; kalends run drop table=%1$s', m.parent_name), 'drop'
    from managed m join bound b on b.parent_oid = m.parent where b.upper_bound <= m.cut_off and not b.is_default
    group by m.table_schema, m.table_name, m.parent_name
    union all
    select 'critical', 'pending_detach', m.table_schema, m.table_name, c.relname, 'a concurrent detach was interrupted: the rows are invisible and the range refuses inserts',
           format('kalends run create table=%s finishes it', m.parent_name), 'drop'
    from managed m join bound b on b.parent_oid = m.parent and b.detach_pending join pg_class c on c.oid = b.partition_oid
    union all
    select 'warning', 'partition_size', m.table_schema, m.table_name, c.relname, format('%s, over the limit of %s', pg_size_pretty(pg_total_relation_size(c.oid)), pg_size_pretty((m.config).max_partition_bytes)),
           'choose a finer granularity, or raise max_partition_bytes', 'record'
    from managed m join bound b on b.parent_oid = m.parent join pg_class c on c.oid = b.partition_oid
    where c.relpages::bigint * 8192 > (m.config).max_partition_bytes / 16 and pg_total_relation_size(c.oid) > (m.config).max_partition_bytes
    union all
    select 'warning', 'invalid_index', m.table_schema, m.table_name, i.indexrelid::regclass::text, 'the index is invalid: no query uses it',
           format('drop it and build it again: DROP INDEX %s', i.indexrelid::regclass), 'doctor'
    from managed m join pg_index i on not i.indisvalid and (i.indrelid = m.parent or i.indrelid in (select b.partition_oid from bound b where b.parent_oid = m.parent))
  )
  select f.severity, f.finding, f.table_schema::text, f.table_name::text, f.subject::text, f.detail, f.mend, 'docs/runbook/' || f.runbook || '.md#' || f.finding
  from found f
  order by f.severity, f.table_schema, f.table_name, f.finding, f.subject
$$;
