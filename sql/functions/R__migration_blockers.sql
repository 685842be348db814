-- Why may this migration not go on? All reasons at once, each with its mend; nothing is touched. deep: reads the rows too, all of them, as before the start, unless a right for that is missing.
create or replace function kalends.migration_blockers(id bigint, deep boolean default true)
  returns table (kind text, subject text, reason text, mend text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  return query select * from kalends.shape_blockers(migration_blockers.id);
  return query select * from kalends.name_blockers(migration_blockers.id);
  return query select * from kalends.rights_blockers(migration_blockers.id);
  return query select * from kalends.space_blockers(migration_blockers.id);
  return query
  select i.kind, i.name, regexp_replace(i.note, ': [^:]+$', ''), coalesce(substring(i.note from ': ([^:]+)$'), 'look at it')
  from kalends.migration_inventory(migration_blockers.id) i where i.verdict = 'needs_you';
  if deep and kalends.can_execute_as_owner((select m.source_oid from kalends.migration m where m.id = migration_blockers.id)) then
    return query select * from kalends.data_blockers(migration_blockers.id);
  end if;
end
$$;
