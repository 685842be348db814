-- Which tables are partitioned by time and managed by nobody, and what policy do their partitions show? reason: why one cannot be managed; null: it can.
-- The zone is the first of UTC, the database's own and those of partition_config in which all bounds lie at a period's beginning.
create or replace function kalends.find_unmanaged(only_table oid default null)
  returns table (table_schema name, table_name name, partition_column name, key_type text, granularity text, time_zone text, partitions bigint, oldest timestamptz, newest timestamptz,
                 gaps bigint, odd_bounds bigint, has_catch_all boolean, reason text)
  language sql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with candidate as materialized (
    select n.nspname, c.relname, c.oid, a.attname, a.atttypid, p.partdefid <> 0 as has_catch_all,
           case when p.partstrat <> 'r' then 'it is partitioned by ' || case p.partstrat when 'l' then 'LIST' else 'HASH' end
                when p.partnatts > 1 then 'it is partitioned by several columns'
                when a.attname is null then 'it is partitioned by an expression'
                when a.atttypid not in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) then format('its key %I is of type %s', a.attname, a.atttypid::regtype) end as reason
    from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid and not c.relispartition and c.relpersistence <> 't'
    join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('kalends', 'pg_catalog', 'information_schema')
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0] and p.partattrs[0] > 0
    where (only_table is null or c.oid = only_table)
      and not exists (select from kalends.partition_config k where k.table_schema = n.nspname and k.table_name = c.relname)
  ),
  bound as materialized (
    select b.* from kalends.partition_bounds(only_table) b join candidate c on c.oid = b.parent_oid
    where not b.is_default and isfinite(b.lower_bound) and isfinite(b.upper_bound)
  ),
  span as (
    select b.parent_oid, count(*) as partitions, min(b.lower_bound) as oldest, max(b.upper_bound) as newest, range_agg(tstzrange(b.lower_bound, b.upper_bound)) as covered from bound b group by b.parent_oid
  ),
  zone as materialized (
    select z.name, min(z.rank) as rank
    from (select 'UTC' as name, 0 as rank union all
          select s.setting, 1 from (select coalesce((select substring(x from '^timezone=(.*)$') from pg_db_role_setting d cross join unnest(d.setconfig) x
                                                     where d.setdatabase = (select oid from pg_database where datname = current_database()) and d.setrole = 0 and lower(x) like 'timezone=%' limit 1),
                                                    (select f.reset_val from pg_settings f where f.name = 'TimeZone')) as setting) s union all
          select k.time_zone, 2 from kalends.partition_config k union all
          select unnest('{America/New_York,America/Chicago,America/Denver,America/Los_Angeles,Europe/London,Europe/Berlin,Asia/Kolkata,Asia/Kathmandu,Asia/Shanghai,Asia/Tokyo,Australia/Sydney,Pacific/Apia}'::text[]), 3) z
    where kalends.is_usable_time_zone(z.name)
    group by z.name
  ),
  fit as (
    select c.oid, g.name as granularity, z.name as zone, count(*) filter (where p.lower_bound = b.lower_bound and p.upper_bound = b.upper_bound) as fitting, count(*) as total,
           -- one bound that fits by chance tells nothing of the zone
           row_number() over (partition by c.oid order by case when 2 * count(*) filter (where p.lower_bound = b.lower_bound and p.upper_bound = b.upper_bound) > count(*)
                                                               then count(*) filter (where p.lower_bound = b.lower_bound and p.upper_bound = b.upper_bound) else 0 end desc, min(z.rank), min(g.rank)) as best
    from candidate c
    join bound b on b.parent_oid = c.oid
    join zone z on c.atttypid = 'timestamptz'::regtype or z.name = 'UTC'
    cross join (values ('month', 0), ('day', 1), ('week', 2), ('year', 3), ('quarter', 4), ('hour', 5)) g(name, rank)
    left join lateral kalends.periods(g.name, z.name, b.lower_bound, b.lower_bound + interval '1 microsecond') p on true
    where c.reason is null
    group by c.oid, g.name, z.name
  )
  select c.nspname, c.relname, c.attname, c.atttypid::regtype::text, coalesce(f.granularity, 'month'), coalesce(f.zone, 'UTC'),
         coalesce(s.partitions, 0), s.oldest, s.newest, coalesce((select greatest(count(*) - 1, 0) from unnest(s.covered)), 0),
         coalesce(f.total - f.fitting, 0), c.has_catch_all, coalesce(c.reason, case when f.total > 0 and 2 * f.fitting <= f.total then 'no period fits its bounds' end)
  from candidate c
  left join span s on s.parent_oid = c.oid
  left join fit f on f.oid = c.oid and f.best = 1
  order by 1, 2
$$;
