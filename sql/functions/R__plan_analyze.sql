-- Which partitions changed since they were last analyzed, and whose parent's statistics are therefore old? (Autovacuum never analyzes a parent.)
-- From 18 on ANALYZE ONLY reads the parent's sample alone. Before, ANALYZE of a parent reads all partitions: it is done when it has no statistics, when a tenth of the rows changed, or after a week.
create or replace function kalends.plan_analyze(managed_table text, as_of timestamptz, overrides jsonb) returns setof kalends.action
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp
as $$
  with managed as materialized (
    select m.*, kalends.rights_fault(m.parent, 'analyze') as rights from kalends.managed_tables(managed_table, as_of, overrides) m
  ),
  activity as materialized (
    select a.*, (a.never_analyzed and a.pages > 0) or a.changed > 0 as due
    from kalends.partition_activity(managed_table, as_of) a
  ),
  summed as (
    select a.parent as of, sum(a.row_estimate) as row_estimate, sum(a.pages) as pages, bool_or(a.due) as due, sum(a.changed) as changed, max(a.last_analyze) as newest
    from activity a group by a.parent
  ),
  parent as (
    select m.table_schema, m.table_name, m.parent, m.parent_name, s.*,
           current_setting('server_version_num')::integer >= 180000 as only_parent,
           greatest(pg_stat_get_last_analyze_time(m.parent), pg_stat_get_last_autoanalyze_time(m.parent)) as last_analyze,
           (select c.reltuples < 0 from pg_class c where c.oid = m.parent) as has_none
    from managed m
    left join summed s on s.of = m.parent
    where m.fault is null and m.skipped is null and m.rights is null
  ),
  judged as materialized (
    select p.*, p.pages > 0 and (p.has_none
             or case when p.only_parent then p.due or p.newest > p.last_analyze
                     else p.changed * 10 >= p.row_estimate and p.changed > 0 or p.newest > coalesce(p.last_analyze, '-infinity') + interval '7 days' end) as parent_due
    from parent p
  ),
  action as (
    select 0 as rank, a.table_schema, a.table_name, a.partition_schema, a.partition_name,
           case when a.never_analyzed then 'never analyzed' else format('%s rows changed since it was analyzed', a.changed) end as reason, a.row_estimate, a.pages * current_setting('block_size')::bigint as bytes,
           format('ANALYZE %I.%I', a.partition_schema, a.partition_name) as statement, kalends.rights_fault(a.partition_oid, 'analyze') as fault
    from activity a join judged j on j.parent = a.parent
    where a.due and (j.only_parent or not j.parent_due)
    union all
    select 1, j.table_schema, j.table_name, j.table_schema, j.table_name,
           case when j.has_none then 'the parent has no statistics' else 'its partitions changed' end, j.row_estimate, j.pages * current_setting('block_size')::bigint,
           format('ANALYZE %s%s', case when j.only_parent then 'ONLY ' else '' end, j.parent_name), null
    from judged j where j.parent_due
  )
  select a.table_schema, a.table_name, 'analyze', 'analyze', a.partition_schema, a.partition_name, null::timestamptz, null::timestamptz,
         array[a.statement], 'one', 'SHARE UPDATE EXCLUSIVE', format('%I.%I', a.partition_schema, a.partition_name), a.reason, a.row_estimate, a.bytes, case when a.fault is null then 'do' else 'fault' end, a.fault
  from (select * from action order by table_schema, table_name, rank, partition_name) a
  union all
  select m.table_schema, m.table_name, 'analyze', 'none', m.table_schema, m.table_name, null, null, '{}', 'one', null, null, null, null, null,
         case when m.skipped is not null then 'skipped' else 'fault' end, coalesce(m.skipped, m.fault, m.rights)
  from managed m where m.skipped is not null or m.fault is not null or m.rights is not null
$$;
