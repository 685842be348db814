-- Which partitions does a managed table have (all: null), with bounds, rows, size and state?
-- time_zone: the one in which bounds are midnight; UTC also stands for the wall clock of date and timestamp keys.
-- state: current, future, past, expired (older than retention), pending detach, default.
create or replace function kalends.list_partitions(managed_table text default null)
  returns table (table_schema text, table_name text, partition_name text, partition_schema text, lower_bound timestamptz, upper_bound timestamptz,
                 row_count bigint, row_count_exact boolean, size_bytes bigint, size text, state text, last_analyze timestamptz, last_vacuum timestamptz, time_zone text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
  set lock_timeout = '5s'
as $$
declare
  one oid; -- of one table only its own partitions are looked at
begin
  if managed_table is not null and not exists (select from kalends.partition_config c where kalends.matches_table(c.table_schema, c.table_name, managed_table)) then
    raise exception 'no row of kalends.partition_config is called %', quote_literal(managed_table)
      using errcode = 'KA003', hint = format('SELECT table_schema, table_name FROM kalends.partition_config shows which there are; SELECT kalends.register(%L) adds one.', managed_table);
  end if;
  if managed_table is not null then
    select case when count(*) = 1 then min(k.oid) end into one
    from kalends.partition_config c join pg_namespace n on n.nspname = c.table_schema join pg_class k on k.relnamespace = n.oid and k.relname = c.table_name
    where kalends.matches_table(c.table_schema, c.table_name, managed_table);
  end if;
  return query
    select m.table_schema::text, m.table_name::text, c.relname::text, n.nspname::text, b.lower_bound, b.upper_bound,
           coalesce(case when d.row_count_exact then d.row_count end, case when c.reltuples >= 0 then c.reltuples::bigint end), coalesce(d.row_count_exact, false), s.bytes, pg_size_pretty(s.bytes),
           case when b.is_default then 'default' when b.detach_pending then 'pending detach' when b.upper_bound <= m.cut_off then 'expired'
                when b.upper_bound <= t.moment then 'past' when b.lower_bound > t.moment then 'future' when m.present is not null then 'current' end,
           greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid)), greatest(pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid)), m.zone
    from kalends.managed_tables(managed_table, now(), '{"enabled": true}') m
    join kalends.partition_bounds(one) b on b.parent_oid = m.parent
    join pg_class c on c.oid = b.partition_oid
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (select case when m.fault is null then pg_total_relation_size(c.oid) else c.relpages::bigint * current_setting('block_size')::bigint end as bytes) s
    left join kalends.partition_metadata d on d.parent_schema = m.table_schema and d.parent_table = m.table_name and d.partition_schema = n.nspname
      and d.partition_name = c.relname and d.fingerprint = kalends.statistics_fingerprint(c.oid)
    cross join lateral (select (now() at time zone case when m.present is not null then (m.config).time_zone else 'UTC' end) at time zone case when m.present is not null then m.zone else 'UTC' end as moment) t
    where s.bytes is not null -- dropped meanwhile
    order by 1, 2, b.lower_bound nulls first, 3;
end
$$;
