-- Which partitions ought to be gone and are not, or are held, and which wait out their grace?
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
  unconfirmed as materialized (
    select m.parent, m.table_schema, m.table_name, m.parent_name, m.skipped, e.expired
    from kalends.partition_config c
    cross join lateral kalends.managed_tables(format('%I.%I', c.table_schema, c.table_name), as_of, '{}') m
    cross join lateral (select count(*) filter (where b.upper_bound <= m.cut_off and not b.is_default) as expired from kalends.partition_bounds(m.parent) b) e
    where c.confirmed_at is null and c.enabled and m.parent is not null and m.fault is null
  ),
  overdue as (
    select m.table_schema, m.table_name, m.parent_name, p.partition
    from kalends.each_partition(partitions) p join kalends.each_table(tables) m on m.parent = p.parent
    where not p.is_default and p.upper_bound <= m.cut_off - make_interval(hours => m.overdue_drop_hours::integer)
      and not exists (select from unconfirmed u where u.parent = m.parent)
    union all
    select d.table_schema, d.table_name, d.parent_name, d.partition_oid from detached d where d.drop_after <= as_of - make_interval(hours => d.overdue_drop_hours::integer)
  )
  select 'warning', 'overdue_drop', o.table_schema, o.table_name, o.table_name::text, format('%s partition(s) past their retention, %s', count(*), pg_size_pretty(sum(pg_total_relation_size(o.partition)))),
         format('kalends plan %s --steps drop says why; kalends run drop table=%1$s', kalends.shell_word(o.parent_name)), 'drop'
  from overdue o group by o.table_schema, o.table_name, o.parent_name
  union all
  select 'info', 'in_grace', d.table_schema, d.table_name, d.table_name,
         format('%s detached partition(s) wait out their grace, %s; the next is dropped after %s', count(*), pg_size_pretty(sum(pg_total_relation_size(d.partition_oid))), to_char(min(d.drop_after) at time zone 'UTC', 'YYYY-MM-DD')),
         'SELECT kalends.reattach_partition(…) takes one back', 'drop'
  from detached d where d.drop_after > as_of group by d.table_schema, d.table_name
  union all
  select 'warning', 'unconfirmed', u.table_schema, u.table_name, u.table_name, coalesce(u.skipped,
           format('%s partition(s) are past a retention that came with the installation, and stay: nobody has confirmed it', u.expired)),
         format('kalends plan %s shows them; kalends confirm %1$s lets them be dropped, kalends unregister %1$s ends the management', kalends.shell_word(u.parent_name)), 'drop'
  from unconfirmed u where u.skipped is not null or u.expired > 0
  union all
  select 'warning', 'drop_blocked', d.table_schema, d.table_name, c.relname, 'this partition is detached and cannot be dropped: ' || b.blocker, format('do what it says; then kalends run drop table=%s', kalends.shell_word(d.parent_name)), 'drop'
  from detached d join pg_class c on c.oid = d.partition_oid cross join lateral (select kalends.drop_blocker(null, c.oid) as blocker offset 0) b
  where d.drop_after <= as_of and b.blocker is not null
  union all
  select 'info', 'detached_unmanaged', d.parent_schema, d.parent_table, d.parent_table, format('%s detached partition(s), %s, of a table that is no longer managed: nobody drops them', count(*), pg_size_pretty(sum(pg_total_relation_size(c.oid)))),
         'drop them, or kalends register the table again', 'drop'
  from kalends.detached_partition d join pg_class c on c.oid = d.partition_oid and not c.relispartition
  where not exists (select from kalends.partition_config k where k.table_schema = d.parent_schema and k.table_name = d.parent_table)
  group by d.parent_schema, d.parent_table
$$;
