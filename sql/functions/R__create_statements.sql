-- Which statements, in one transaction, add a partition? Locks: SHARE UPDATE EXCLUSIVE on the parent, and ACCESS EXCLUSIVE on the catch-all where there is one.
-- sibling: whom it is to be like (newest_sibling()), also in its schema; null: nobody. drained: the catch-all whose rows of this time are moved into the partition, with ACCESS EXCLUSIVE on the parent too. No bounds: the catch-all itself is made.
create or replace function kalends.create_statements(parent oid, sibling oid, partition_name name, lower_bound timestamptz, upper_bound timestamptz, drained oid default null)
  returns text[]
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select array[kalends.create_table_statement(parent, sibling, part.sql)]
      || kalends.inherited_properties(parent, sibling, part.sql)
      || coalesce(drain.before, '{}')
      -- after the rows, which row security without a policy would refuse
      || case when c.relrowsecurity then array[format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', part.sql)] else '{}' end
      || case when c.relforcerowsecurity then array[format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', part.sql)] else '{}' end
      || kalends.sibling_statements(parent, sibling, partition_name, part.sql)
      || format('ALTER TABLE %I.%I ATTACH PARTITION %s %s', n.nspname, c.relname, part.sql,
           coalesce('FOR VALUES FROM (' || kalends.bound_literal(a.atttypid, lower_bound) || ') TO (' || kalends.bound_literal(a.atttypid, upper_bound) || ')', 'DEFAULT'))
      || coalesce(drain.after, '{}')
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_partitioned_table p on p.partrelid = c.oid
  left join (pg_class sc join pg_namespace s on s.oid = sc.relnamespace) on sc.oid = sibling
  left join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
  cross join lateral (select format('%I.%I', coalesce(s.nspname, n.nspname), partition_name) as sql) part
  left join lateral kalends.drain_statements(parent, drained, part.sql, lower_bound, upper_bound) drain on true
  where c.oid = parent
$$;
