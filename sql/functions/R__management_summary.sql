-- Which tables are managed, by what policy, and what becomes of the partitions that are past it? One row per row of partition_config whose table is there.
create or replace function kalends.management_summary()
  returns table (table_schema name, table_name name, policy text, expired bigint, confirmed boolean, outcome text)
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select m.table_schema, m.table_name, p.policy, e.expired, (m.config).confirmed_at is not null,
         coalesce(m.fault, m.skipped, case
           when e.expired = 0 then 'nothing is past its retention'
           when (m.config).confirmed_at is null then format('%s partition(s) past their retention stay until somebody says so: kalends confirm %s', e.expired, kalends.shell_word(m.parent_name))
           else format('the next run may %s %s partition(s) past their retention, %s at most in a day', (m.config).retention_action, e.expired, (m.config).max_drops_per_run) end)
  from kalends.managed_tables(null, now(), '{}') m
  cross join lateral (select count(*) filter (where b.upper_bound <= m.cut_off and not b.is_default) as expired from kalends.partition_bounds(m.parent) b) e
  cross join lateral (
    select case when m.cut_off is null and coalesce((m.config).retention_months, 0) + coalesce((m.config).retention_days, 0) = 0 then 'kept for ever'
                else (m.config).retention_action || ' after ' || concat_ws(' and ', nullif((m.config).retention_months, 0) || ' months', nullif((m.config).retention_days, 0) || ' days') end as policy) p
  where m.parent is not null
  order by 1, 2
$$;
