-- Which statements give a function that was dropped and made anew its owner, grants and comment?
create or replace function kalends.function_properties(function oid) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with f as (select p.*, format('%s %s', case p.prokind when 'p' then 'PROCEDURE' else 'FUNCTION' end, p.oid::regprocedure) as sql from pg_proc p where p.oid = function)
  select array_remove(array[format('ALTER %s OWNER TO %I', f.sql, pg_get_userbyid(f.proowner))]
      || case when f.proacl is not null or kalends.default_grantees('f') is not null then format('REVOKE ALL ON %s FROM %s', f.sql, concat_ws(', ', 'PUBLIC', kalends.default_grantees('f'))) end
      || coalesce((select array_agg(format('GRANT EXECUTE ON %s TO %s%s', f.sql, case g.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(g.grantee)) end,
                                           case when g.is_grantable and g.grantee <> f.proowner then ' WITH GRANT OPTION' else '' end) order by g.grantee)
                   from aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) g
                   where f.proacl is not null or kalends.default_grantees('f') is not null), '{}')
      || case when obj_description(f.oid, 'pg_proc') is not null then format('COMMENT ON %s IS %L', f.sql, obj_description(f.oid, 'pg_proc')) end, null)
  from f
$$;
