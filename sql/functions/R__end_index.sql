-- Lets the shadow adopt the indexes of its partitions. Locks: on the shadow and its partitions only, which nobody uses yet.
create or replace function kalends.end_index(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  left_over bigint := (select count(*) from kalends.index_statements(end_index.id));
begin
  if left_over > 0 then
    raise exception 'of the indexes of migration % there are % still to be built', id, left_over using errcode = 'KA002';
  end if;
  perform kalends.execute_as_owner(m.shadow_oid, array(
    select s.sql from kalends.migration_index x cross join lateral unnest(kalends.adopt_index_statements(m.id, x.position)) with ordinality s(sql, nth)
    where x.migration_id = m.id order by x.position, s.nth))
  from kalends.migration m
  where m.id = end_index.id and exists (select from kalends.migration_index x where x.migration_id = m.id);
  perform kalends.advance(id, '{copied}', 'indexed');
end
$$;
