-- Are the monolith and the partitioned table equal, period by period, in the snapshot of this statement? Equal: the same number of rows and the same sum of their hashes.
create or replace function kalends.compare(id bigint) returns table (partition oid, partition_name name, old_rows bigint, new_rows bigint, old_hash numeric, new_hash numeric)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(o.partition, n.partition), coalesce(o.partition_name, n.partition_name), coalesce(o.row_count, 0), coalesce(n.row_count, 0), coalesce(o.hash, 0), coalesce(n.hash, 0)
  from kalends.compare_side(compare.id, 'old') o
  full join kalends.compare_side(compare.id, 'new') n on coalesce(n.partition, 0) = coalesce(o.partition, 0)
  order by 1
$$;
