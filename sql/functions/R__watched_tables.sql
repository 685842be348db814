-- Which tables does health look at, with the instants of their policy and their own thresholds?
create or replace function kalends.watched_tables(as_of timestamptz) returns setof kalends.watched_table
  language sql stable rows 100
  set search_path = pg_catalog, pg_temp
as $$
  with limits as materialized (
    select c.table_schema, c.table_name,
           max(v.value) filter (where d.threshold = 'headroom_periods') as headroom_periods, max(v.value) filter (where d.threshold = 'catch_all_rows') as catch_all_rows,
           max(v.value) filter (where d.threshold = 'overdue_drop_hours') as overdue_drop_hours, max(v.value) filter (where d.threshold = 'vacuum_lag_hours') as vacuum_lag_hours,
           max(v.value) filter (where d.threshold = 'statistics_hours') as statistics_hours, max(v.value) filter (where d.threshold = 'query_p95_ms') as query_p95_ms,
           max(v.value) filter (where d.threshold = 'last_success_hours') as last_success_hours
    from kalends.partition_config c
    left join kalends.threshold d on d.table_name is null
    left join kalends.threshold o on o.threshold = d.threshold and o.table_schema = c.table_schema and o.table_name = c.table_name
    cross join lateral (select case when o.threshold is null then d.value else o.value end as value) v
    group by c.table_schema, c.table_name
  )
  select m.parent, m.table_schema, m.table_name, m.parent_name, m.zone, (m.config).granularity, (m.config).future_partitions, (m.config).max_partition_bytes,
         (m.config).retention_action = 'drop', (m.config).created_at, m.present, m.horizon, m.cut_off, m.default_oid, m.fault,
         l.headroom_periods, l.catch_all_rows, l.overdue_drop_hours, l.vacuum_lag_hours, l.statistics_hours, l.query_p95_ms, l.last_success_hours
  from kalends.managed_tables(null, as_of, '{}') m
  join limits l on l.table_schema = m.table_schema and l.table_name = m.table_name
$$;
