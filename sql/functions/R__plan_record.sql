-- Whose partition_metadata is no longer what the catalogue says? Written in portions, each in a transaction of its own, since what is counted stays locked meanwhile.
create or replace function kalends.plan_record(managed_table text, as_of timestamptz, overrides jsonb) returns setof kalends.action
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp
as $$
  with managed as materialized (
    select m.*, kalends.rights_fault(m.parent, 'record') as rights from kalends.managed_tables(managed_table, as_of, overrides) m
  ),
  there as materialized (
    select m.parent, n.nspname as partition_schema, c.relname as partition_name, kalends.statistics_fingerprint(c.oid) as fingerprint
    from managed m
    join pg_inherits i on i.inhparent = m.parent and not i.inhdetachpending
    join pg_class c on c.oid = i.inhrelid
    join pg_namespace n on n.oid = c.relnamespace
    where m.present is not null and m.rights is null
  ),
  known as (
    select m.parent, d.partition_schema, d.partition_name, d.fingerprint
    from managed m
    join kalends.partition_metadata d on d.parent_schema = m.table_schema and d.parent_table = m.table_name
    where m.present is not null and m.rights is null
  ),
  news as (
    select coalesce(t.parent, d.parent) as parent, count(*) as partitions
    from there t
    full join known d on d.parent = t.parent and d.partition_schema = t.partition_schema and d.partition_name = t.partition_name
    where t.parent is null or d.fingerprint is distinct from t.fingerprint
    group by 1
  )
  select m.table_schema, m.table_name, 'record', 'record', m.table_schema, m.table_name, null::timestamptz, null::timestamptz,
         array_fill(format('SELECT kalends.record_partitions(%L, %L, 250)', m.parent_name, as_of), array[(n.partitions + 249) / 250]::integer[]), 'each', null, null,
         format('%s partition(s) new, gone or changed', n.partitions), n.partitions, null::bigint, 'do', null::text
  from managed m join news n on n.parent = m.parent
  union all
  select m.table_schema, m.table_name, 'record', 'none', m.table_schema, m.table_name, null, null, '{}', 'one', null, null, null, null, null,
         case when m.skipped is not null then 'skipped' else 'fault' end, coalesce(m.skipped, m.fault, m.rights)
  from managed m where m.skipped is not null or m.fault is not null or m.rights is not null
$$;
