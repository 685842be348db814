-- Are the monolith and the partitioned table equal, period by period, in the snapshot of one statement? Equal: the same number of rows and the same sum of their hashes.
create or replace function kalends.compare(id bigint) returns table (partition oid, partition_name name, old_rows bigint, new_rows bigint, old_hash numeric, new_hash numeric)
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set jit = off
as $$
begin
  return query
  select r.* from jsonb_to_recordset(kalends.execute_as_owner((select m.source_oid from kalends.migration m where m.id = compare.id), array[format($q$
    SELECT coalesce(jsonb_agg(jsonb_build_object('partition', coalesce(o.partition, n.partition), 'partition_name', coalesce(o.partition_name, n.partition_name),
             'old_rows', coalesce(o.row_count, 0), 'new_rows', coalesce(n.row_count, 0), 'old_hash', coalesce(o.hash, 0), 'new_hash', coalesce(n.hash, 0))), '[]')
    FROM (%s) o FULL JOIN (%s) n ON coalesce(n.partition, 0) = coalesce(o.partition, 0)$q$, kalends.compare_text(id, 'old'), kalends.compare_text(id, 'new'))], 1)::jsonb)
    as r(partition oid, partition_name name, old_rows bigint, new_rows bigint, old_hash numeric, new_hash numeric)
  order by 1;
end
$$;
