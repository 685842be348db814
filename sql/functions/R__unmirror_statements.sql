-- Which statements end the capture or the mirror of a migration: triggers, their function, the log? Not needed before mirror_statements, which turn it round.
create or replace function kalends.unmirror_statements(id bigint) returns text[]
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select array[format('SELECT kalends.unmirror(%s)', id)]
$$;
