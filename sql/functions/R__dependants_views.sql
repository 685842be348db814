-- What becomes of views and materialized views? A view that reads the table is replaced inside the swap and keeps its identity, so that what is built upon it notices nothing;
-- a materialized view is made anew after the swap, beside the old one: until then it has its rows, and what it would read is the mirror.
create or replace function kalends.dependants_views(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_views.id) x;
  return query
  with direct as (
    select r.reader as oid, c.relkind, format('%I.%I', n.nspname, c.relname) as sql, c.reloptions, pg_get_userbyid(c.relowner) as owner, c.relpersistence,
           kalends.widened_columns(dependants_views.id, 'pg_rewrite'::regclass, w.oid) as words,
           case when s.front_next is not null and s.front_now is null and pg_get_viewdef(c.oid) ~* '\m(tablesample|ctid|xmin|xmax|cmin|cmax|tableoid)\M' then 'it uses what only a table has, and will read a view with the old names' end as odd
    from kalends.readers(array_remove(array[s.live, s.front], null)) r
    join pg_class c on c.oid = r.reader join pg_namespace n on n.oid = c.relnamespace
    join pg_rewrite w on w.ev_class = c.oid and w.rulename = '_RETURN'
    where exists (select from pg_depend d where d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
                  and d.refobjid in (s.live, s.front)))
  select case d.relkind when 'm' then 'materialized_view' else 'view' end, d.sql,
         case when d.relpersistence = 't' then 'keep' when d.relkind = 'v' and coalesce(d.words, d.odd) is not null then 'needs_you' else 'rebuild' end,
         case when d.relpersistence = 't' or d.relkind = 'v' and coalesce(d.words, d.odd) is not null then null when d.relkind = 'm' then 'after' else x.stage end, x.rank, x.statement,
         case when d.relpersistence = 't' then 'it is temporary: it goes with its session'
              when d.relkind = 'v' and d.words is not null then format('it reads %s, whose type changes: drop it, and make it anew after the cut-over', d.words)
              when d.odd is not null then d.odd
              when d.relkind = 'm' then 'made anew after the swap, with its indexes; until then it can be read, and a REFRESH reads the mirror' end
  from direct d
  cross join lateral (values
    ('lock', 10, case when d.relkind = 'v' then format('ALTER VIEW %s OWNER TO %I', d.sql, d.owner) end),
    ('swap', 50, case when d.relkind = 'v' then format('CREATE OR REPLACE VIEW %s%s AS %s', d.sql, ' WITH (' || array_to_string(d.reloptions, ', ') || ')', rtrim(pg_get_viewdef(d.oid), '; ')) end),
    ('after', 10, case when d.relkind = 'm' then array_to_string(kalends.relation_statements(d.oid, d.sql, pg_get_viewdef(d.oid)), E';\n') end)) x(stage, rank, statement)
  where x.statement is not null;
  return query
  select case c.relkind when 'm' then 'materialized_view' else 'view' end, c.oid::regclass::text, 'keep', null, 0, null, 'it reads the table by way of another view, and so follows'
  from kalends.readers(array_remove(array[s.live, s.front], null)) r join pg_class c on c.oid = r.reader
  where not exists (select from pg_rewrite w join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
                    where w.ev_class = r.reader and d.refobjid in (s.live, s.front));
end
$$;
