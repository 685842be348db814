-- What becomes of functions with a body of SQL statements (BEGIN ATOMIC) that read the live table, and of functions that take or return its rows? Other functions go by the name, and so follow by themselves.
create or replace function kalends.dependants_functions(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_functions.id) x;
  return query
  select distinct 'function', f.oid::regprocedure::text, case when w.words is null then 'rebuild' else 'needs_you' end, case when w.words is null then 'swap' end, 60, pg_get_functiondef(f.oid),
         case when w.words is not null then format('it reads %s, whose type changes: drop it, and make it anew after the cut-over', w.words) end
  from pg_depend d join pg_proc f on d.classid = 'pg_proc'::regclass and f.oid = d.objid
  cross join lateral (select kalends.widened_columns(dependants_functions.id, d.classid, f.oid) as words) w
  where d.refclassid = 'pg_class'::regclass and d.refobjid in (s.live, s.front);
  return query
  with typed as (
    select distinct f.oid, f.oid::regprocedure::text as name, f.prokind,
           (select string_agg(pg_describe_object(u.classid, u.objid, 0), ', ') from pg_depend u where u.refclassid = 'pg_proc'::regclass and u.refobjid = f.oid and u.deptype in ('n', 'a')) as users
    from pg_type t join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid in (t.oid, t.typarray) and d.classid = 'pg_proc'::regclass
    join pg_proc f on f.oid = d.objid
    where t.typrelid in (s.live, s.front))
  select 'function', t.name, case when t.users is null and t.prokind in ('f', 'p') then 'rebuild' else 'needs_you' end, case when t.users is null and t.prokind in ('f', 'p') then x.stage end, x.rank, x.statement,
         case when t.users is not null then format('its signature has the row type of the table, and %s needs it: drop both, and make them anew after the cut-over', t.users) else 'its signature has the row type of the table' end
  from typed t
  cross join lateral (values
    ('swap', 25, format('DROP %s %s', case t.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end, t.name)),
    ('swap', 61, (select string_agg(p, E';\n') from unnest(pg_get_functiondef(t.oid) || kalends.function_properties(t.oid)) p))) x(stage, rank, statement)
  where x.stage = 'swap' and (t.users is null or x.rank = 61);
end
$$;
