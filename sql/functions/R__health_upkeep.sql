-- Which tables wait for a vacuum, or have statistics older than their data? What has nothing to vacuum is no finding, however long ago it was vacuumed.
create or replace function kalends.health_upkeep(tables kalends.watched_table[], partitions kalends.watched_partition[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with upkeep as materialized (
    select m.table_schema, m.table_name, m.parent_name, u.*
    from kalends.partition_upkeep(tables, partitions, as_of) u join kalends.each_table(tables) m on m.parent = u.parent
    where u.since <= as_of - make_interval(hours => (case u.work when 'vacuum' then m.vacuum_lag_hours else m.statistics_hours end)::integer)
  ),
  late as (
    select u.table_schema, u.table_name, u.parent_name, u.work, count(*) as many,
           (array_agg(format('%s: %s, since %s', u.partition_name, u.due, to_char(u.since at time zone 'UTC', 'YYYY-MM-DD HH24:MI')) order by u.since, u.partition_name))[1:3] as worst
    from upkeep u group by u.table_schema, u.table_name, u.parent_name, u.work
  ),
  -- autovacuum never analyzes a parent; before 18 the run does it after a week at the latest
  parent as (
    select m.*, c.reltuples < 0 as never_analyzed, a.analyzed_at, n.newest
    from kalends.each_table(tables) m
    join pg_class c on c.oid = m.parent
    cross join lateral (select greatest(pg_stat_get_last_analyze_time(m.parent), pg_stat_get_last_autoanalyze_time(m.parent)) as analyzed_at) a
    join lateral (
      select max(greatest(pg_stat_get_last_analyze_time(k.oid), pg_stat_get_last_autoanalyze_time(k.oid))) as newest, bool_or(k.reltuples > 0) as has_rows
      from pg_inherits i join pg_class k on k.oid = i.inhrelid where i.inhparent = m.parent) n on n.has_rows
    where m.present is not null
  )
  select 'warning', 'vacuum_lag', l.table_schema, l.table_name, l.table_name::text, format('%s partition(s) have something to vacuum and were not: %s', l.many, array_to_string(l.worst, '; ')),
         format('kalends run vacuum table=%s; if it comes back, autovacuum does not keep up', kalends.shell_word(l.parent_name)), 'vacuum'
  from late l where l.work = 'vacuum'
  union all
  select 'warning', 'statistics_old', l.table_schema, l.table_name, l.table_name, format('statistics of %s partition(s) are older than the data: %s', l.many, array_to_string(l.worst, '; ')),
         format('kalends run analyze table=%s', kalends.shell_word(l.parent_name)), 'analyze'
  from late l where l.work = 'analyze'
  union all
  select 'warning', 'parent_statistics_old', p.table_schema, p.table_name, p.table_name,
         case when p.never_analyzed then 'the parent has no statistics' else format('the parent was analyzed last on %s, a partition on %s', to_char(p.analyzed_at at time zone 'UTC', 'YYYY-MM-DD'), to_char(p.newest at time zone 'UTC', 'YYYY-MM-DD')) end,
         format('kalends run analyze table=%s', kalends.shell_word(p.parent_name)), 'analyze'
  from parent p
  where case when p.never_analyzed then p.managed_since else p.analyzed_at + interval '7 days' end <= case when p.never_analyzed then as_of else p.newest end - make_interval(hours => p.statistics_hours::integer)
$$;
