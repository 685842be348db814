-- Which partitions are past their retention: to be detached, and which of the detached are due to be dropped?
-- overrides.max_drops_per_run raises the guard on the number; `detach_concurrently` false is for callers inside a transaction.
create or replace function kalends.plan_drop(managed_table text, as_of timestamptz, overrides jsonb, detach_concurrently boolean default true) returns setof kalends.action
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp
as $$
  with managed as materialized (
    select m.*, kalends.rights_fault(m.parent, 'drop') as rights from kalends.managed_tables(managed_table, as_of, overrides) m
  ),
  usable as materialized (select * from managed where fault is null and skipped is null and rights is null),
  expired as materialized (
    select u.*, b.partition_oid, b.lower_bound, b.upper_bound, n.nspname as partition_schema, c.relname as partition_name,
           format('%I.%I', n.nspname, c.relname) as partition_sql, greatest(c.reltuples, 0)::bigint as row_estimate, pg_total_relation_size(c.oid) as bytes,
           row_number() over (partition by u.parent, x.blocker is null order by b.upper_bound) as nth, count(*) over (partition by u.parent, x.blocker is null) as of, x.blocker
    from usable u
    join kalends.partition_bounds((select case when count(*) = 1 then min(parent) end from usable)) b on b.parent_oid = u.parent
    join pg_class c on c.oid = b.partition_oid
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (select kalends.drop_blocker(u.parent, b.partition_oid) as blocker offset 0) x -- offset: once, not once per use
    where b.upper_bound <= u.cut_off and not b.is_default and not b.detach_pending
  ),
  -- the guard counts by the day; one that was raised for this run, by the run
  done_today as materialized (
    select u.parent, count(*) as done
    from usable u join kalends.ledger l on l.table_schema = u.table_schema and l.table_name = u.table_name
    where overrides->'max_drops_per_run' is null and l.action = 'detach' and l.outcome = 'done'
      and l.at >= date_trunc('day', clock_timestamp() at time zone (u.config).time_zone) at time zone (u.config).time_zone
    group by u.parent
  ),
  judged as (
    select e.*, case when e.blocker is not null then 'blocked' when h.held is not null then 'held' else 'do' end as verdict, coalesce(e.blocker, h.held) as why
    from expired e
    left join done_today d on d.parent = e.parent
    cross join lateral (
      select case
        when (e.config).confirmed_at is null then
          format('the policy of %s came with the installation, and nobody has confirmed it: %s partition(s) past their retention stay. kalends confirm %3$s lets them be dropped; kalends unregister %3$s ends its management.', e.parent_name, e.of, kalends.shell_word(e.parent_name))
        when e.nth > (e.config).max_drops_per_run - coalesce(d.done, 0) then
          format('%s partitions are past their retention, and %s. Check retention_months; then raise it once with --max-drops.', e.of,
            case when overrides->'max_drops_per_run' is null then format('%s may be detached in a day (max_drops_per_run)%s', (e.config).max_drops_per_run, ', of which ' || d.done || ' were today')
                 else format('this run may detach only %s', (e.config).max_drops_per_run) end) end as held) h
  ),
  action as (
    select j.table_schema, j.table_name, 0 as rank, 'detach' as action, j.partition_schema, j.partition_name, j.lower_bound, j.upper_bound,
           array[format('ALTER TABLE %s DETACH PARTITION %s%s', j.parent_name, j.partition_sql, case when detach_concurrently and j.default_oid is null then ' CONCURRENTLY' else '' end)] as statements,
           case when detach_concurrently and j.default_oid is null then 'none' else 'one' end as transaction,
           case when detach_concurrently and j.default_oid is null then 'SHARE UPDATE EXCLUSIVE' else 'ACCESS EXCLUSIVE' end as lock_mode, j.parent_name as lock_target,
           format('all of it is older than %s', to_char(j.cut_off at time zone j.zone, 'YYYY-MM-DD HH24:MI')) as reason, j.row_estimate, j.bytes, j.verdict, j.why
    from judged j
    union all
    select j.table_schema, j.table_name, 1, 'drop', j.partition_schema, j.partition_name, j.lower_bound, j.upper_bound,
           kalends.drop_statements(j.partition_oid), 'each', 'ACCESS EXCLUSIVE', j.partition_sql, 'once detached: grace_days is 0', j.row_estimate, j.bytes, j.verdict, j.why
    from judged j where (j.config).retention_action = 'drop' and (j.config).grace_days = 0 and j.verdict = 'do'
    union all
    select u.table_schema, u.table_name, -1, 'drop', d.partition_schema, d.partition_name, d.lower_bound, d.upper_bound,
           kalends.drop_statements(c.oid), 'each', 'ACCESS EXCLUSIVE', format('%I.%I', d.partition_schema, d.partition_name),
           format('detached on %s, its grace ended on %s', to_char(d.detached_at, 'YYYY-MM-DD'), to_char(d.drop_after, 'YYYY-MM-DD')),
           greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid), case when b.blocker is null then 'do' else 'blocked' end, b.blocker
    from usable u
    join kalends.detached_partition d on d.parent_schema = u.table_schema and d.parent_table = u.table_name
      -- without grace it is due at once, also for a run whose as_of lies before the detach that it has just made
      and (d.drop_after <= least(as_of, clock_timestamp()) or d.drop_after < d.detached_at + interval '1 second')
    join pg_class c on c.oid = d.partition_oid and not c.relispartition and d.origin = kalends.origin()
    cross join lateral (select kalends.drop_blocker(null, c.oid) as blocker offset 0) b
  )
  select a.table_schema, a.table_name, 'drop', a.action, a.partition_schema, a.partition_name, a.lower_bound, a.upper_bound,
         a.statements, a.transaction, a.lock_mode, a.lock_target, a.reason, a.row_estimate, a.bytes, a.verdict, a.why
  from (select * from action order by table_schema, table_name, upper_bound, rank) a
  union all
  select m.table_schema, m.table_name, 'drop', 'none', m.table_schema, m.table_name, null, null, '{}', 'one', null, null, null, null, null,
         case when m.skipped is not null then 'skipped' else 'fault' end, coalesce(m.skipped, m.fault, m.rights)
  from managed m where m.skipped is not null or m.fault is not null or m.rights is not null
$$;
