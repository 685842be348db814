-- What gives the other table the row security of the live one, and turns the policies of further tables that read the live one?
create or replace function kalends.dependants_policies(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_policies.id) x;
  return query
  select 'row_security', s.live_sql, 'rebuild', 'before', 20, 'ALTER TABLE ' || s.other_sql || ' ' || x.clause, null
  from pg_class l left join pg_class o on o.oid = s.other
  cross join lateral (values
    (case when l.relrowsecurity then 'ENABLE' else 'DISABLE' end || ' ROW LEVEL SECURITY', l.relrowsecurity is distinct from coalesce(o.relrowsecurity, false)),
    (case when l.relforcerowsecurity then 'FORCE' else 'NO FORCE' end || ' ROW LEVEL SECURITY', l.relforcerowsecurity is distinct from coalesce(o.relforcerowsecurity, false))) x(clause, differs)
  where l.oid = s.live and x.differs;
  return query
  with wanted as (
    select p.polname, kalends.policy_statement(p.oid, s.other_sql, s.live_columns, s.other_columns) as sql, k.itself, k.words
    from pg_policy p
    cross join lateral (
      select exists (select from pg_depend d where d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_class'::regclass and d.refobjid in (s.live, s.front) and d.deptype = 'n'
                     and not exists (select from pg_depend a where a.classid = d.classid and a.objid = d.objid and a.refobjid = d.refobjid and a.deptype = 'a' and d.refobjsubid = 0)) and pg_get_expr(p.polqual, p.polrelid) || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') ilike '%select%' as itself,
             case when coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') ilike '%select%'
               then kalends.mentions_columns(coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''), s.live_columns, s.other_columns) end as words) k
    where p.polrelid = s.live),
  present as (
    select p.polname, kalends.policy_statement(p.oid, s.other_sql, s.other_columns, s.other_columns) as sql from pg_policy p where p.polrelid = s.other)
  select 'policy', format('%I on %s', w.polname, s.live_sql), case when w.words is null then 'rebuild' else 'needs_you' end,
         case when w.words is null then case when w.itself then 'swap' else 'before' end end, case when w.itself then 65 else 21 end,
         case when p.polname is not null then format('DROP POLICY %I ON %s; ', w.polname, case when w.itself then s.other_final else s.other_sql end) else '' end
         || case when w.itself then replace(w.sql, ' ON ' || s.other_sql || ' ', ' ON ' || s.other_final || ' ') else w.sql end,
         case when w.words is not null then format('it has a subquery and mentions %s, which gets another name: write the condition as a function', w.words) end
  from wanted w left join present p on p.polname = w.polname
  where p.sql is distinct from w.sql
  union all
  select 'policy', format('%I on %s', p.polname, s.other_sql), 'rebuild', 'before', 21, format('DROP POLICY %I ON %s', p.polname, s.other_sql), 'the live table has it no more'
  from present p where not exists (select from wanted w where w.polname = p.polname);
  return query
  select distinct 'policy', format('%I on %s', p.polname, p.polrelid::regclass), 'rebuild', x.stage, x.rank, x.statement, 'it reads the table'
  from pg_depend d join pg_policy p on d.classid = 'pg_policy'::regclass and p.oid = d.objid
  cross join lateral (values
    ('lock', 11, format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', p.polrelid::regclass)),
    ('swap', 65, format('ALTER POLICY %I ON %s', p.polname, p.polrelid::regclass) || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                 || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', ''))) x(stage, rank, statement)
  where d.refclassid = 'pg_class'::regclass and d.refobjid in (s.live, s.front) and p.polrelid not in (s.live, coalesce(s.other, 0));
end
$$;
