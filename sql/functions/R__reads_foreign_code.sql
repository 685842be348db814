-- Would a query of these relations execute code of another role than the current one? The planner evaluates constants in index expressions and predicates and in the expressions of extended statistics; functions of PostgreSQL itself are harmless.
-- Policies are not meant (row_security = off makes them an error), nor CHECKs (constraint_exclusion = off), nor virtual columns, which the query must not name.
create or replace function kalends.reads_foreign_code(relations oid[]) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with expression as (
    select 'pg_class'::regclass as class, i.indexrelid as object from pg_index i where i.indrelid = any (relations) and (i.indexprs is not null or i.indpred is not null)
    union all
    select 'pg_statistic_ext'::regclass, s.oid from pg_statistic_ext s where s.stxrelid = any (relations) and s.stxexprs is not null
  )
  select exists (select from pg_class c where c.oid = any (relations) and c.relowner <> (select r.oid from pg_roles r where r.rolname = current_user))
     and exists (select from expression e join pg_depend d on d.classid = e.class and d.objid = e.object
                 where d.refclassid in ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass, 'pg_cast'::regclass))
$$;
