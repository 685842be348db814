-- Which statements, in one transaction, add a partition? Locks: SHARE UPDATE EXCLUSIVE on the parent, and ACCESS EXCLUSIVE on the catch-all where there is one.
-- `fill`: statements that put rows into the new table before it is attached. No bounds: the catch-all itself.
create or replace function kalends.create_statements(parent oid, partition_name name, lower_bound timestamptz, upper_bound timestamptz, fill text[] default '{}')
  returns text[]
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select array[kalends.create_table_statement(parent, part.sql)]
      || kalends.inherited_properties(parent, part.sql)
      || fill
      || format('ALTER TABLE %I.%I ATTACH PARTITION %s %s', n.nspname, c.relname, part.sql,
           coalesce('FOR VALUES FROM (' || kalends.bound_literal(a.atttypid, lower_bound) || ') TO (' || kalends.bound_literal(a.atttypid, upper_bound) || ')', 'DEFAULT'))
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_partitioned_table p on p.partrelid = c.oid
  left join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
  cross join lateral (select format('%I.%I', n.nspname, partition_name) as sql) part
  where c.oid = parent
$$;
