-- Which views are made beforehand and get their names in the swap: the one under the names that the live table will not have any more, and the extra view that was asked for?
create or replace function kalends.dependants_fronts(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_fronts.id) x;
  if s.front_next is not null then
    return query
    select 'compatible_view', format('%I.%I', s.front_next_schema, s.front_next), 'rebuild', x.stage, x.rank, x.statement, 'who goes on using the other names reads and writes through it'
    from pg_class l
    cross join lateral (select format('%I.%I', s.front_next_schema, kalends.fit_name(s.front_next::text, '_kalends')) as spare) v
    cross join lateral (values
      ('before', 55, concat_ws(E';\n', kalends.front_statement(v.spare, s.other_sql, s.other_columns, s.live_columns, l.relrowsecurity),
         format('ALTER VIEW %s OWNER TO %I', v.spare, pg_get_userbyid(l.relowner)),
         (select string_agg(d.statement, E';\n') from kalends.grant_differences(s.live, null, v.spare, null, null) d(statement)),
         (select string_agg(format('COMMENT ON %s IS %L', coalesce('COLUMN ' || v.spare || '.' || quote_ident(a.attname), 'VIEW ' || v.spare), d.description), E';\n' order by d.objsubid)
          from pg_description d left join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid where d.classoid = 'pg_class'::regclass and d.objoid = s.live))),
      ('swap', 45, format('ALTER VIEW %s RENAME TO %I', v.spare, s.front_next))) x(stage, rank, statement)
    where l.oid = s.live and (x.stage = 'swap' or to_regclass(v.spare) is null);
  end if;
  if s.front is not null then
    return query
    select 'compatible_view', format('%I.%I', s.front_schema, s.front_now), 'rebuild', x.stage, x.rank, x.statement, 'the table itself gets this name'
    from (values
      ('lock', 9, format('ALTER VIEW %I.%I OWNER TO %I', s.front_schema, s.front_now, (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = s.front))),
      ('swap', 28, format('ALTER VIEW %I.%I RENAME TO %I', s.front_schema, s.front_now, kalends.fit_name(s.front_now::text, '_kalends')))) x(stage, rank, statement)
    where exists (select from pg_class c where c.oid = s.front and c.relkind = 'v');
  end if;
  if exists (select from kalends.migration m where m.id = dependants_fronts.id and m.extra_view is not null) and s.forward then
    return query
    select 'extra_view', format('%I.%I', m.target_schema, m.extra_view), 'rebuild', x.stage, x.rank, x.statement, 'asked for by the option view'
    from kalends.migration m join pg_class l on l.oid = s.live
    cross join lateral (select format('%I.%I', m.target_schema, kalends.fit_name(m.extra_view::text, '_kalends')) as spare) v
    cross join lateral (values
      ('before', 56, concat_ws(E';\n', kalends.front_statement(v.spare, s.other_sql, s.other_columns, s.other_columns, l.relrowsecurity),
         format('ALTER VIEW %s OWNER TO %I', v.spare, pg_get_userbyid(l.relowner)),
         (select string_agg(d.statement, E';\n') from kalends.grant_differences(s.live, null, v.spare, s.live_columns, s.other_columns) d(statement)))),
      ('swap', 46, format('ALTER VIEW %s RENAME TO %I', v.spare, m.extra_view))) x(stage, rank, statement)
    where m.id = dependants_fronts.id and m.extra_view is not null and to_regclass(format('%I.%I', m.target_schema, m.extra_view)) is null and (x.stage = 'swap' or to_regclass(v.spare) is null);
  end if;
end
$$;
