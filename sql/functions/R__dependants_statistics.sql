-- What gives the other table the live one's statistics objects? They are made beforehand under spare names; the names change hands after the swap, since no query asks for them.
create or replace function kalends.dependants_statistics(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_statistics.id) x;
  return query
  with wanted as (
    select e.*, pg_get_statisticsobjdef(e.oid) as sql, n.nspname, kalends.fit_name(e.stxname::text, '_kalends') as spare
    from pg_statistic_ext e join pg_namespace n on n.oid = e.stxnamespace where e.stxrelid = s.live)
  select 'statistics', format('%I.%I', w.nspname, w.stxname), 'rebuild', x.stage, x.rank, x.statement, null
  from wanted w
  cross join lateral (values
    ('before', 35, format('CREATE STATISTICS %I.%I%s FROM %s', w.nspname, w.spare,
       kalends.rename_columns(substr(regexp_replace(w.sql, ' FROM [^ ]+$', ''), length(format('CREATE STATISTICS %I.%I', w.nspname, w.stxname)) + 1), s.live_columns, s.other_columns), s.other_sql)
       || format('; ALTER STATISTICS %I.%I OWNER TO %I', w.nspname, w.spare, pg_get_userbyid(w.stxowner))
       || coalesce(format('; ALTER STATISTICS %I.%I SET STATISTICS ', w.nspname, w.spare) || nullif((to_jsonb(w) ->> 'stxstattarget')::integer, -1), '')
       || coalesce(format('; COMMENT ON STATISTICS %I.%I IS ', w.nspname, w.spare) || quote_literal(obj_description(w.oid, 'pg_statistic_ext')), ''))) x(stage, rank, statement)
  where not exists (select from pg_statistic_ext o where o.stxrelid = s.other
                    and regexp_replace(pg_get_statisticsobjdef(o.oid), '^CREATE STATISTICS .*? (\(|ON )|FROM [^ ]+$', '\1', 'g')
                      = kalends.rename_columns(regexp_replace(w.sql, '^CREATE STATISTICS .*? (\(|ON )|FROM [^ ]+$', '\1', 'g'), s.live_columns, s.other_columns));
end
$$;
