-- Which partitions do these tables have? A table that cannot be worked on is not looked into.
create or replace function kalends.watched_partitions(tables kalends.watched_table[]) returns setof kalends.watched_partition
  language sql stable rows 4000
  set search_path = pg_catalog, pg_temp
as $$
  select b.parent_oid, b.partition_oid, b.lower_bound, b.upper_bound, b.is_default, b.detach_pending
  from kalends.partition_bounds() b
  join kalends.each_table(tables) m on m.parent = b.parent_oid and m.fault is null
$$;
