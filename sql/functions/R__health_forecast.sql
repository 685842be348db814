-- Which partition will pass its size before its period ends, and when is the disk full, as far as somebody has said how much disk there is (threshold disk_bytes)?
create or replace function kalends.health_forecast(tables kalends.watched_table[], partitions kalends.watched_partition[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with settings as materialized (
    select kalends.threshold_of('forecast_days') as days, kalends.threshold_of('disk_bytes') as disk
  ),
  growth as materialized (
    select g.* from settings s, kalends.growth(tables, partitions, as_of, s.days) g where s.days is not null
  ),
  disk as (
    select s.disk, s.days, d.used, (select sum(g.bytes_per_day) - sum(g.freed_bytes) / s.days from growth g) as per_day
    from settings s
    cross join lateral (select pg_database_size(b.oid) as used from pg_database b where b.datname = current_database()) d
    where s.disk is not null and s.days is not null
  )
  select 'warning', 'forecast_size', m.table_schema, m.table_name, c.relname::text,
         format('at this pace it passes max_partition_bytes (%s) on %s, and has %s when its period ends', pg_size_pretty(m.max_partition_bytes), to_char(g.size_passed_at at time zone 'UTC', 'YYYY-MM-DD'), pg_size_pretty(g.present_bytes_at_end::bigint)),
         'choose a finer granularity, or raise max_partition_bytes', 'forecast'
  from growth g join kalends.each_table(tables) m on m.parent = g.parent join pg_class c on c.oid = g.present_partition
  where g.size_passed_at <= as_of + make_interval(days => (select s.days from settings s)::integer)
  union all
  select 'critical', 'disk_full', null, null, current_database()::text, format('the database has %s, and disk_bytes is %s', pg_size_pretty(d.used), pg_size_pretty(d.disk)), 'make room, or correct the threshold disk_bytes', 'forecast'
  from disk d where d.used >= d.disk
  union all
  select 'warning', 'forecast_disk', null, null, current_database(),
         format('the database has %s of %s (disk_bytes) and grows by %s a day, net of what retention drops: full on %s', pg_size_pretty(d.used), pg_size_pretty(d.disk), pg_size_pretty(d.per_day::bigint), to_char((as_of + make_interval(secs => (d.disk - d.used) / d.per_day * 86400)) at time zone 'UTC', 'YYYY-MM-DD')),
         'make room, keep less, or correct the threshold disk_bytes', 'forecast'
  from disk d where d.used < d.disk and d.per_day * d.days >= d.disk - d.used and d.per_day > 0
$$;
