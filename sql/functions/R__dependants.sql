-- What is bound to the live table of a migration, and which statements turn it to the other one: before the swap, to lock, in the swap, after it?
-- rank orders the statements of one stage. verdict: keep (follows by itself), rebuild, needs_you.
create or replace function kalends.dependants(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
begin
  return query select * from kalends.dependants_names(dependants.id);
  return query select * from kalends.dependants_sequences(dependants.id);
  return query select * from kalends.dependants_rights(dependants.id);
  return query select * from kalends.dependants_policies(dependants.id);
  return query select * from kalends.dependants_triggers(dependants.id);
  return query select * from kalends.dependants_rules(dependants.id);
  return query select * from kalends.dependants_views(dependants.id);
  return query select * from kalends.dependants_fronts(dependants.id);
  return query select * from kalends.dependants_functions(dependants.id);
  return query select * from kalends.dependants_keys(dependants.id);
  return query select * from kalends.dependants_references(dependants.id);
  return query select * from kalends.dependants_publications(dependants.id);
  return query select * from kalends.dependants_statistics(dependants.id);
  return query select * from kalends.dependants_properties(dependants.id);
  return query select * from kalends.dependants_index_marks(dependants.id);
  return query select * from kalends.dependants_guard(dependants.id);
  return query select * from kalends.dependants_unknown(dependants.id);
end
$$;
