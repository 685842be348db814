-- Which partitions hold the rows of a table, and how are they written in SQL?
create or replace function kalends.leaves(target oid) returns table (leaf oid, sql text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select c.oid, format('%I.%I', n.nspname, c.relname)
  from pg_partition_tree(target) p join pg_class c on c.oid = p.relid join pg_namespace n on n.oid = c.relnamespace
  where p.isleaf and p.relid <> target
  order by c.oid
$$;
