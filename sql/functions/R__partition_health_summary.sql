-- How is each managed table: partitions, rows, size, oldest and newest, what waits to be dropped, HEALTHY, CLEANUP_NEEDED or NO_PARTITIONS?
create or replace function kalends.partition_health_summary()
  returns table (table_name text, total_partitions bigint, total_rows bigint, total_size text, total_bytes bigint, oldest_partition date, newest_partition date, partitions_to_drop bigint, health_status text)
  language sql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  select case when m.table_schema = 'public' then m.table_name::text else format('%s.%s', m.table_schema, m.table_name) end,
         count(l.partition_name), coalesce(sum(l.row_count), 0)::bigint, pg_size_pretty(coalesce(sum(l.size_bytes), 0)), coalesce(sum(l.size_bytes), 0)::bigint,
         min((l.lower_bound at time zone z.name)::date), max((l.lower_bound at time zone z.name)::date), count(*) filter (where l.state = 'expired'),
         case when count(l.partition_name) = 0 then 'NO_PARTITIONS' when count(*) filter (where l.state = 'expired') > 0 then 'CLEANUP_NEEDED' else 'HEALTHY' end
  from kalends.managed_tables(null, now(), '{"enabled": true}') m
  cross join lateral (select case when kalends.is_usable_time_zone(m.zone) then m.zone else 'UTC' end as name) z
  left join kalends.list_partitions() l on l.table_schema = m.table_schema and l.table_name = m.table_name
  group by m.table_schema, m.table_name
  order by m.table_schema, m.table_name
$$;
