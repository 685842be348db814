-- What turns the mirror round, at the end of a swap: off the table that was live, onto the one that is?
create or replace function kalends.turn_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select kalends.unmirror_statements(turn_statements.id) || kalends.mirror_statements(turn_statements.id, s.other, s.live)
  from kalends.migration_sides(turn_statements.id) s
$$;
