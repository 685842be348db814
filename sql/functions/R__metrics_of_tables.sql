-- The series of each managed table: partitions, rows, bytes, how far they reach, what lies in the catch-all, what is overdue, how long its queries take.
create or replace function kalends.metrics_of_tables(most integer) returns table (metric text, help text, labels jsonb, value double precision)
  language sql stable rows 2000
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with t as materialized (select coalesce(array_agg(x), '{}') as a from kalends.watched_tables(now()) x),
  p as materialized (select coalesce(array_agg(x), '{}') as a from t, kalends.watched_partitions(t.a) x),
  shown as materialized (select m.*, l.label from t, kalends.each_table(t.a) m join kalends.metric_tables(most) l on l.table_schema = m.table_schema and l.table_name = m.table_name where m.fault is null),
  part as materialized (
    -- Sizes are dear, a look at each file: of what does not grow any more the catalogue's pages will do.
    select s.label, b.partition, b.is_default, greatest(c.reltuples, 0) as row_count,
           case when b.is_default or b.lower_bound = s.present or c.reltuples < 0 and b.upper_bound <= s.present then pg_total_relation_size(c.oid) else pages.many * current_setting('block_size')::bigint end as bytes,
           b.upper_bound <= s.cut_off as overdue
    from p, kalends.each_partition(p.a) b join shown s on s.parent = b.parent join pg_class c on c.oid = b.partition
    cross join lateral (
      select c.relpages + coalesce((select x.relpages from pg_class x where x.oid = c.reltoastrelid), 0)
             + coalesce((select sum(x.relpages) from pg_index i join pg_class x on x.oid = i.indexrelid where i.indrelid = c.oid), 0) as many) pages
    union all
    select s.label, c.oid, false, null, pg_total_relation_size(c.oid), true
    from kalends.detached_partition d join shown s on s.table_schema = d.parent_schema and s.table_name = d.parent_table join pg_class c on c.oid = d.partition_oid and not c.relispartition
    where d.drop_after <= now()
  ),
  ahead as materialized (
    select s.label, s.present, case when h.missing is null then s.future_partitions else (select count(*) from kalends.periods(s.granularity, s.zone, s.present, h.missing)) - 1 end as periods
    from shown s left join (select x.parent, min(x.lower_bound) as missing from kalends.missing_periods(null, now(), '{}') x join shown y on y.parent = x.parent and x.upper_bound > y.present group by x.parent) h on h.parent = s.parent
    where s.present is not null
  ),
  whole as (
    select s.label, count(x.partition) filter (where x.row_count is not null) as partitions, coalesce(sum(x.row_count), 0) as row_count, coalesce(sum(x.bytes) filter (where x.row_count is not null), 0) as bytes,
           count(x.partition) filter (where x.overdue) as overdue, coalesce(sum(x.bytes) filter (where x.overdue), 0) as overdue_bytes, max(x.row_count) filter (where x.is_default) as catch_all
    from shown s left join part x on x.label = s.label group by s.label
  )
  select v.metric, v.help, jsonb_build_object('table', w.label), v.value
  from whole w
  cross join lateral (values
    ('kalends_partitions', 'Attached partitions.', w.partitions::double precision),
    ('kalends_rows', 'Rows, as PostgreSQL estimates them.', w.row_count::double precision),
    ('kalends_bytes', 'Size on disk with indexes and TOAST in bytes: the present partition as it is, others as of their last VACUUM or ANALYZE.', w.bytes::double precision),
    ('kalends_overdue_drop_partitions', 'Partitions past their retention, attached or out of their grace.', w.overdue::double precision),
    ('kalends_overdue_drop_bytes', 'Their size in bytes.', w.overdue_bytes::double precision),
    ('kalends_catch_all_rows', 'Rows in the catch-all, as PostgreSQL estimates them.', w.catch_all::double precision)) v(metric, help, value)
  where v.value is not null
  union all
  select 'kalends_headroom_periods', 'Periods after the present one that have a partition; -1: the present has none.', jsonb_build_object('table', a.label), a.periods from ahead a
  union all
  select 'kalends_growth_bytes_per_day', 'Growth at the present pace, in bytes a day.', jsonb_build_object('table', s.label), g.bytes_per_day
  from t, p, kalends.growth(t.a, p.a, now(), 1) g join shown s on s.parent = g.parent
  union all
  select v.metric, v.help, jsonb_build_object('table', s.label), extract(epoch from v.at)
  from t, p, kalends.growth(t.a, p.a, now(), 1) g join shown s on s.parent = g.parent
  cross join lateral (values
    ('kalends_partitions_end_timestamp_seconds', 'When the last partition ends, in Unix time.', g.partitions_until),
    ('kalends_partition_size_passed_timestamp_seconds', 'When the present partition passes max_partition_bytes at the present pace, in Unix time.', g.size_passed_at)) v(metric, help, at)
  where v.at is not null and isfinite(v.at)
  union all
  select 'kalends_query_p95_seconds', 'p95 of the last 20 query probes, in seconds.', jsonb_build_object('table', s.label, 'pattern', q.pattern), q.p95 / 1000
  from kalends.query_percentile() q join shown s on s.table_schema = q.table_schema and s.table_name = q.table_name
  union all
  select 'kalends_lock_wait_seconds', 'Seconds that Kalends waited for locks in the last 24 hours.', jsonb_build_object('table', s.label), coalesce(l.waited, 0) / 1000.0
  from shown s cross join lateral (
    select sum(x.waited_ms) as waited from kalends.ledger x where x.table_schema = s.table_schema and x.table_name = s.table_name and x.at > now() - interval '24 hours') l
$$;
