-- Which partitions have something to vacuum: dead rows, rows inserted since, or a closed one that was never frozen? overrides.full: rewrite each of them, under ACCESS EXCLUSIVE.
create or replace function kalends.plan_vacuum(managed_table text, as_of timestamptz, overrides jsonb) returns setof kalends.action
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp
as $$
  with managed as materialized (
    select m.*, kalends.rights_fault(m.parent, 'vacuum') as rights, coalesce((overrides ->> 'full')::boolean, false) as rewrite
    from kalends.managed_tables(managed_table, as_of, overrides) m
  ),
  due as (
    select a.*, m.rewrite, b.upper_bound <= m.present as closed, kalends.rights_fault(a.partition_oid, 'vacuum') as fault
    from kalends.partition_activity(managed_table, as_of) a
    join managed m on m.parent = a.parent and m.fault is null and m.skipped is null and m.rights is null
    join kalends.partition_bounds((select case when count(*) = 1 then min(parent) end from managed)) b on b.partition_oid = a.partition_oid
    where a.pages > 0 and (a.dead > 0 or a.inserted > 0 or m.rewrite or a.last_vacuum is null and a.unfrozen and b.upper_bound <= m.present)
  )
  select d.table_schema, d.table_name, 'vacuum', 'vacuum', d.partition_schema, d.partition_name, null::timestamptz, null::timestamptz,
         array[format('VACUUM %s%I.%I', case when d.rewrite then '(FULL) ' when d.closed then '(FREEZE) ' else '' end, d.partition_schema, d.partition_name)],
         'none', case when d.rewrite then 'ACCESS EXCLUSIVE' else 'SHARE UPDATE EXCLUSIVE' end, format('%I.%I', d.partition_schema, d.partition_name),
         case when d.dead > 0 then format('%s dead rows', d.dead) when d.inserted > 0 then format('%s rows inserted since the last vacuum', d.inserted)
              when d.rewrite then 'asked for' else 'closed and never frozen' end,
         d.row_estimate, d.pages * current_setting('block_size')::bigint, case when d.fault is null then 'do' else 'fault' end, d.fault
  from (select * from due order by table_schema, table_name, partition_name) d
  union all
  select m.table_schema, m.table_name, 'vacuum', 'none', m.table_schema, m.table_name, null, null, '{}', 'one', null, null, null, null, null,
         case when m.skipped is not null then 'skipped' else 'fault' end, coalesce(m.skipped, m.fault, m.rights)
  from managed m where m.skipped is not null or m.fault is not null or m.rights is not null
$$;
