-- Lets the shadow adopt the indexes of its partitions. Locks: on the shadow and its partitions only, which nobody uses yet.
create or replace function kalends.end_index(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  left_over bigint := (select count(*) from kalends.index_statements(end_index.id));
  index_position integer;
  statement text;
begin
  if left_over > 0 then
    raise exception 'of the indexes of migration % there are % still to be built', id, left_over using errcode = 'KA002';
  end if;
  for index_position in select x.position from kalends.migration_index x where x.migration_id = end_index.id order by x.position loop
    foreach statement in array kalends.adopt_index_statements(id, index_position) loop
      execute statement;
    end loop;
  end loop;
  perform kalends.advance(id, '{copied}', 'indexed');
end
$$;
