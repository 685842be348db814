-- Which statements make every write of `live` reach `other`, and none of `other` reach `live`? For the transaction of a swap, after the renames.
create or replace function kalends.mirror_statements(id bigint, live oid, other oid) returns text[]
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select array[format('SELECT kalends.mirror(%s, %s, %s)', id, live, other)]
$$;
