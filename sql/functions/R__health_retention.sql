-- Which partitions ought to be gone and are not, and which wait out their grace?
create or replace function kalends.health_retention(tables kalends.watched_table[], partitions kalends.watched_partition[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with detached as materialized (
    select m.*, d.partition_oid, d.drop_after
    from kalends.detached_partition d
    join kalends.each_table(tables) m on m.table_schema = d.parent_schema and m.table_name = d.parent_table and m.present is not null
    join pg_class c on c.oid = d.partition_oid and not c.relispartition
    where d.drop_after is not null
  ),
  overdue as (
    select m.table_schema, m.table_name, m.parent_name, p.partition
    from kalends.each_partition(partitions) p join kalends.each_table(tables) m on m.parent = p.parent
    where not p.is_default and p.upper_bound <= m.cut_off - make_interval(hours => m.overdue_drop_hours::integer)
    union all
    select d.table_schema, d.table_name, d.parent_name, d.partition_oid from detached d where d.drop_after <= as_of - make_interval(hours => d.overdue_drop_hours::integer)
  )
  select 'warning', 'overdue_drop', o.table_schema, o.table_name, o.table_name::text, format('%s partition(s) past their retention, %s', count(*), pg_size_pretty(sum(pg_total_relation_size(o.partition)))),
         format('kalends plan %s --steps drop says why; kalends run drop table=%1$s', o.parent_name), 'drop'
  from overdue o group by o.table_schema, o.table_name, o.parent_name
  union all
  select 'info', 'in_grace', d.table_schema, d.table_name, d.table_name,
         format('%s detached partition(s) wait out their grace, %s; the next is dropped after %s', count(*), pg_size_pretty(sum(pg_total_relation_size(d.partition_oid))), to_char(min(d.drop_after) at time zone 'UTC', 'YYYY-MM-DD')),
         'SELECT kalends.reattach_partition(…) takes one back', 'drop'
  from detached d where d.drop_after > as_of group by d.table_schema, d.table_name
$$;
