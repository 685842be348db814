-- Which partitions does a table have (all tables: null), and which time does each hold, as the catalogue says it?
-- Bounds of date and timestamp keys are read as if their wall clock were UTC's. MINVALUE and MAXVALUE are null, and so are the bounds of keys that are no time.
create or replace function kalends.partition_bounds(parent oid default null)
  returns table (parent_oid oid, partition_oid oid, lower_bound timestamptz, upper_bound timestamptz,
                 is_default boolean, detach_pending boolean, by_time boolean)
  language sql stable rows 1000
  set search_path = pg_catalog, pg_temp
  set jit = off
  set timezone = 'UTC'
  set datestyle = 'ISO, YMD'
as $$
  with parents as materialized (
    select p.partrelid, p.partdefid, p.partstrat = 'r' and p.partnatts = 1 and coalesce(a.atttypid in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype), false) as by_time
    from pg_partitioned_table p
    left join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0] and a.attnum > 0
    where parent is null or p.partrelid = parent
  )
  select i.inhparent, c.oid,
         case when p.by_time and b.text like 'FOR VALUES FROM (''%' then split_part(b.text, '''', 2)::timestamptz end,
         case when p.by_time and b.text like '%'')' then split_part(b.text, '''', -2)::timestamptz end,
         c.oid = p.partdefid, i.inhdetachpending, p.by_time
  from parents p
  join pg_inherits i on i.inhparent = p.partrelid
  join pg_class c on c.oid = i.inhrelid
  cross join lateral (select pg_get_expr(c.relpartbound, 0) as text offset 0) b -- offset: once, not once per use; 0: a bound has no columns, and so the partition is not locked
$$;
