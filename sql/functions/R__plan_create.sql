-- What must be done so that every table has the partitions it ought to have? Pending detaches are finished first, then the present period is served.
create or replace function kalends.plan_create(managed_table text, as_of timestamptz, overrides jsonb) returns setof kalends.action
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp
as $$
  with managed as materialized (
    select m.*, kalends.rights_fault(m.parent, 'create') as rights from kalends.managed_tables(managed_table, as_of, overrides) m
  ),
  usable as materialized (select * from managed where fault is null and skipped is null and rights is null),
  wanted as materialized (
    select u.*, p.lower_bound, coalesce(s.split, p.upper_bound) as upper_bound, p.partition_schema, p.partition_name, p.is_present, p.sibling, coalesce(s.row_count, 0) as in_catch_all, s.fault as unseen,
           p.upper_bound as whole
    from kalends.missing_partitions(managed_table, as_of, overrides) p
    join usable u on u.parent = p.parent
    left join lateral kalends.catch_all_slice(
      u.parent, (select c.oid from pg_class c where c.oid = u.default_oid and (c.relkind = 'p' or pg_relation_size(c.oid) > 0)), p.lower_bound, p.upper_bound, (u.config).drain_rows) s on true
  ),
  drained as (
    select w.parent, range_agg(tstzrange(w.lower_bound, w.whole)) as ranges from wanted w where w.in_catch_all > 0 group by w.parent
  ),
  blocked as materialized (
    select w.parent, kalends.drain_blocker(w.parent, w.default_oid) as blocker from (select distinct x.parent, x.default_oid from wanted x where x.in_catch_all > 0) w
  ),
  -- what of the present period can be made although rows of it must stay in the catch-all
  rest as (
    select w.*, r.since from wanted w join blocked b on b.parent = w.parent and b.blocker is not null
    cross join lateral kalends.free_of_catch_all(w.parent, w.default_oid, w.lower_bound, w.whole, (w.config).granularity, w.zone) r(since)
    where w.in_catch_all > 0 and w.is_present and r.since < w.whole
  ),
  action as (
    select 0 as rank, w.table_schema, w.table_name, 'finalize' as action, n.nspname as partition_schema, c.relname as partition_name, b.lower_bound, b.upper_bound,
           array[format('ALTER TABLE %s DETACH PARTITION %I.%I FINALIZE', w.parent_name, n.nspname, c.relname)] as statements,
           'ACCESS EXCLUSIVE' as lock_mode, format('%I.%I', n.nspname, c.relname) as lock_target,
           'a concurrent detach was interrupted: its rows are invisible and its range refuses inserts' as reason,
           greatest(c.reltuples, 0)::bigint as row_estimate, pg_total_relation_size(c.oid) as bytes, null::text as blocker
    from usable w
    join pg_inherits i on i.inhparent = w.parent and i.inhdetachpending
    join pg_class c on c.oid = i.inhrelid
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (select x.* from kalends.partition_bounds(w.parent) x where x.partition_oid = i.inhrelid) b
    union all
    select 1, u.table_schema, u.table_name, 'catch_all', u.table_schema, n.name, null, null,
           kalends.create_statements(u.parent, null, n.name, null, null), 'SHARE UPDATE EXCLUSIVE', u.parent_name,
           'catch_all is on and the table has no DEFAULT partition', 0, 0, null
    from usable u, lateral (select kalends.free_name(c.relnamespace, kalends.fit_name(u.table_name::text, '_default'), 'default') as name from pg_class c where c.oid = u.parent) n
    where (u.config).catch_all and u.default_oid is null
    union all
    select case when w.is_present then 2 else 3 end, w.table_schema, w.table_name, case when w.in_catch_all > 0 then 'drain' else 'create' end,
           w.partition_schema, w.partition_name, w.lower_bound, w.upper_bound,
           kalends.create_statements(w.parent, w.sibling, w.partition_name, w.lower_bound, w.upper_bound, case when w.in_catch_all > 0 then w.default_oid end),
           case when w.default_oid is null then 'SHARE UPDATE EXCLUSIVE' else 'ACCESS EXCLUSIVE' end, case when w.in_catch_all > 0 then w.parent_name else coalesce(w.default_oid::regclass::text, w.parent_name) end,
           case when w.in_catch_all > 0 then format('%s rows of this time lie in the catch-all', w.in_catch_all)
                when w.is_present then 'this moment has no partition: ' || case when w.default_oid is null then 'inserts are failing' else 'its rows go to the catch-all' end
                when w.lower_bound > (as_of at time zone (w.config).time_zone) at time zone w.zone then 'ahead of time' else 'a gap in the past' end || coalesce('; fails if the catch-all has rows of this time, which cannot be looked for: ' || w.unseen, ''), w.in_catch_all, 0, b.blocker
    from wanted w left join blocked b on b.parent = w.parent and w.in_catch_all > 0
    union all
    select 2, r.table_schema, r.table_name, 'create', r.partition_schema, n.name, r.since, r.whole, kalends.create_statements(r.parent, r.sibling, n.name, r.since, r.whole), 'ACCESS EXCLUSIVE', r.default_oid::regclass::text,
           format('the present period from here on: rows before it stay in the catch-all'), 0, 0, null
    from rest r
    cross join lateral (select kalends.free_name(s.oid, kalends.partition_name(r.table_name::text, (r.config).granularity, false, r.since at time zone r.zone), r.since::text || r.whole::text) as name from pg_namespace s where s.nspname = r.partition_schema) n
  )
  select a.table_schema, a.table_name, 'create', a.action, a.partition_schema, a.partition_name, a.lower_bound, a.upper_bound,
         a.statements, 'one', a.lock_mode, a.lock_target, a.reason, a.row_estimate, a.bytes, case when a.blocker is null then 'do' else 'blocked' end, a.blocker
  from (select * from action order by table_schema, table_name, rank, lower_bound) a
  union all
  select u.table_schema, u.table_name, 'create', 'drain', n.nspname, c.relname, null, null, '{}', 'one', null, null, 'rows that no partition is made for', greatest(c.reltuples, 0)::bigint, null, 'held',
         format('rows stay in the catch-all %s%s: they are older than the oldest partition, or lie beyond the horizon: kalends runbook catch_all_rows', c.oid::regclass, case when c.reltuples > 0 then format(' (it has about %s)', c.reltuples::bigint) else '' end)
  from usable u
  join pg_class c on c.oid = u.default_oid
  join pg_namespace n on n.oid = c.relnamespace
  left join drained d on d.parent = u.parent
  where case when pg_relation_size(u.default_oid) > 0 then kalends.rows_outside(u.parent, u.default_oid, coalesce(d.ranges, '{}')) end
  union all
  -- nothing is missing for ever, and nothing of it is ever past its retention
  select u.table_schema, u.table_name, 'create', 'create', n.nspname, c.relname, b.lower_bound, null, '{}', 'one', null, null, 'this partition has no end', greatest(c.reltuples, 0)::bigint, null, 'held',
         format('partition %s takes everything from %s on: no period after it is created, and retention never reaches its rows. Give it an end: kalends runbook unbounded', c.oid::regclass, coalesce(to_char(b.lower_bound at time zone u.zone, 'YYYY-MM-DD'), 'the beginning'))
  from usable u join kalends.partition_bounds((select case when count(*) = 1 then min(parent) end from usable)) b on b.parent_oid = u.parent
  join pg_class c on c.oid = b.partition_oid join pg_namespace n on n.oid = c.relnamespace
  where not b.is_default and not isfinite(coalesce(b.upper_bound, 'infinity')) and coalesce(b.lower_bound, '-infinity') < u.horizon
  union all
  select m.table_schema, m.table_name, 'create', 'none', m.table_schema, m.table_name, null, null, '{}', 'one', null, null, null, null, null,
         case when m.skipped is not null then 'skipped' else 'fault' end, coalesce(m.skipped, m.fault, m.rights)
  from managed m where m.skipped is not null or m.fault is not null or m.rights is not null
$$;
