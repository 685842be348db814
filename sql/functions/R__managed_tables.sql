-- Which tables are managed, with the policy of each put into instants: present period, horizon, cut-off? `overrides` replaces columns of the policy.
-- fault: why nothing can be done; skipped: why nothing is to be done. Either leaves the instants null.
create or replace function kalends.managed_tables(managed_table text, as_of timestamptz, overrides jsonb)
  returns table (table_schema name, table_name name, parent oid, parent_name text, key_name text, key_type oid, zone text, config kalends.partition_config,
                 present timestamptz, horizon timestamptz, cut_off timestamptz, default_oid oid, fault text, skipped text)
  language sql stable rows 100
  set search_path = pg_catalog, pg_temp
as $$
  with configured as materialized (
    select jsonb_populate_record(c, overrides) as c, k.oid as parent, p.partdefid, a.atttypid
    from kalends.partition_config c
    left join pg_namespace n on n.nspname = c.table_schema
    left join pg_class k on k.relnamespace = n.oid and k.relname = c.table_name and k.relkind in ('r', 'p', 'f', 'v', 'm')
    left join pg_partitioned_table p on p.partrelid = k.oid
    left join pg_attribute a on a.attrelid = k.oid and a.attnum = p.partattrs[0]
    where kalends.matches_table(c.table_schema, c.table_name, managed_table)
  ),
  judged as materialized (
    select f.*, case when x.unfit then l.fault else coalesce(l.fault, x.fault) end as fault,
           case when f.parent is null and (f.c).seen_at is null then 'this table has never been there'
                when not (f.c).enabled and managed_table is null then 'enabled is false in partition_config'
                when x.unfit then format('the policy that came with the installation does not fit this table, and nobody has confirmed it. kalends register %1$s takes the table over, kalends unregister %1$s ends its management.',
                  kalends.shell_word(format('%I.%I', (f.c).table_schema, (f.c).table_name))) end as skipped,
           case when f.atttypid = 'timestamptz'::regtype then (f.c).time_zone else 'UTC' end as zone
    from configured f
    left join kalends.locked_tables() l on l.locked = f.parent
    cross join lateral (select t.fault, t.fault is not null and f.parent is not null and (f.c).confirmed_at is null as unfit from (select kalends.table_fault(f.c, f.parent) as fault offset 0) t) x
  ),
  now_on_the_line as materialized (
    select j.*, case when j.fault is null and j.skipped is null then (as_of at time zone (j.c).time_zone) at time zone j.zone end as t,
           case when j.fault is null and j.skipped is null then (least(as_of, clock_timestamp()) at time zone (j.c).time_zone) end as local_today
    from judged j
  )
  select (l.c).table_schema, (l.c).table_name, l.parent, format('%I.%I', (l.c).table_schema, (l.c).table_name), format('%I', (l.c).partition_column),
         l.atttypid, l.zone, l.c, p.present, p.horizon,
         case when coalesce((l.c).retention_months, 0) + coalesce((l.c).retention_days, 0) > 0
              then (l.local_today - make_interval(months => coalesce((l.c).retention_months, 0), days => coalesce((l.c).retention_days, 0))) at time zone l.zone end,
         nullif(l.partdefid, 0), l.fault, l.skipped
  from now_on_the_line l
  left join lateral (
    select min(x.lower_bound) as present, (array_agg(x.upper_bound order by x.lower_bound))[1 + (l.c).future_partitions] as horizon
    from kalends.periods((l.c).granularity, l.zone, l.t, l.t + ((l.c).future_partitions + 2) * kalends.period_step((l.c).granularity)) x) p on l.t is not null
$$;
