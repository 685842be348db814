-- Would a query of these relations, and of what is below them, execute code of another role than the current one? The planner evaluates constants in index expressions and predicates, in the expressions of extended statistics and of partition keys;
-- functions of PostgreSQL itself are harmless. Of a relation that is the parent of another that is named only the latter is looked at: the query reads no other partition.
-- Policies are not meant (row_security = off makes them an error), nor CHECKs (constraint_exclusion = off), nor virtual columns, which the query must not name.
create or replace function kalends.reads_foreign_code(relations oid[]) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with recursive named as (
    select r.oid, exists (select from pg_inherits i where i.inhparent = r.oid and i.inhrelid = any (relations)) as is_parent from unnest(relations) r(oid)
  ),
  read(oid) as (
    select n.oid from named n where not n.is_parent
    union
    select i.inhrelid from read r join pg_inherits i on i.inhparent = r.oid
  ),
  relation as materialized (select r.oid from read r union select n.oid from named n),
  expression as (
    select 'pg_class'::regclass as class, i.indexrelid as object from relation r join pg_index i on i.indrelid = r.oid and (i.indexprs is not null or i.indpred is not null)
    union all
    select 'pg_statistic_ext'::regclass, s.oid from relation r join pg_statistic_ext s on s.stxrelid = r.oid and s.stxexprs is not null
  )
  select exists (select from relation r join pg_class c on c.oid = r.oid where c.relowner <> (select o.oid from pg_roles o where o.rolname = current_user))
     and (exists (select from relation r join pg_partitioned_table p on p.partrelid = r.oid and p.partexprs is not null)
          or exists (select from expression e join pg_depend d on d.classid = e.class and d.objid = e.object
                     where d.refclassid in ('pg_proc'::regclass, 'pg_operator'::regclass, 'pg_type'::regclass, 'pg_cast'::regclass)))
$$;
