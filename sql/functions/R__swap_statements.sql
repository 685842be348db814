-- What does a swap do, in one transaction and in this order: all locks first, then the names, then what is bound to the table, then the mirror turned round?
create or replace function kalends.swap_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select kalends.stage_statements(swap_statements.id, 'lock') || kalends.stage_statements(swap_statements.id, 'swap') || kalends.mirror_statements(swap_statements.id, s.other, s.live)
  from kalends.migration_sides(swap_statements.id) s
$$;
