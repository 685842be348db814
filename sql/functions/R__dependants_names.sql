-- What has to be locked and renamed in a swap: the two tables and their indexes, with the constraints that these stand for? stage, in this and in all functions dependants_*: before, lock, swap or after.
create or replace function kalends.dependants_names(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_names.id) x;
  return query
  select 'lock', s.live_sql, 'rebuild', 'lock', 20, format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', s.live_sql), null
  union all
  select 'lock', s.other_sql, 'rebuild', 'lock', 21, format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', s.other_sql), null
  union all
  select 'table', s.live_sql, 'rebuild', 'swap', 30, format('ALTER TABLE %s RENAME TO %I', s.live_sql, s.live_after), null where s.live_name <> s.live_after
  union all
  select 'table', s.other_sql, 'rebuild', 'swap', 31, format('ALTER TABLE %s RENAME TO %I', s.other_sql, s.other_after), null where s.other_name <> s.other_after;
  return query
  with pair as (
    select case when s.forward then i.source_index else i.name_after end as live_name, case when s.forward then m.old_name else i.name_before end as live_after,
           case when s.forward then i.name_before else m.old_name end as other_name, case when s.forward then i.name_after else i.source_index end as other_after, i.position
    from kalends.migration_index i
    cross join lateral (select case when s.live_schema = s.other_schema then kalends.fit_name(i.source_index::text, '_old') else i.source_index end as old_name) m
    where i.migration_id = dependants_names.id)
  select 'index', format('%I.%I', s.live_schema, p.live_name), 'rebuild', 'swap', 32, format('ALTER INDEX %I.%I RENAME TO %I', s.live_schema, p.live_name, p.live_after), 'the old table''s: makes room for the new one''s name'
  from pair p where p.live_name <> p.live_after
  union all
  select 'index', format('%I.%I', s.other_schema, p.other_name), 'rebuild', 'swap', 33, format('ALTER INDEX %I.%I RENAME TO %I', s.other_schema, p.other_name, p.other_after), null
  from pair p where p.other_name <> p.other_after;
end
$$;
