-- How many rows has the monolith ('old') or the partitioned table ('new') in the period of each partition, and what is the sum of their hashes?
create or replace function kalends.compare_side(id bigint, side text) returns table (partition oid, partition_name name, row_count bigint, hash numeric)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set jit = off
as $$
begin
  return query
  select r.* from jsonb_to_recordset(kalends.execute_as_owner((select m.source_oid from kalends.migration m where m.id = compare_side.id),
    array[format($q$SELECT coalesce(jsonb_agg(jsonb_build_object('partition', c.partition, 'partition_name', c.partition_name, 'row_count', c.row_count, 'hash', c.hash)), '[]') FROM (%s) c$q$, kalends.compare_text(id, side))], 1)::jsonb)
    as r(partition oid, partition_name name, row_count bigint, hash numeric)
  order by 1;
end
$$;
