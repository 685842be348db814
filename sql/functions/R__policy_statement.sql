-- Which CREATE POLICY makes this policy on another table, whose columns may be called otherwise?
create or replace function kalends.policy_statement(policy oid, target_sql text, policy_columns name[], target_columns name[]) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, target_sql, case when p.polpermissive then 'PERMISSIVE' else 'RESTRICTIVE' end,
                case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL' end,
                (select string_agg(case r.role when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(r.role)) end, ', ' order by r.role) from unnest(p.polroles) r(role)))
      || coalesce(' USING (' || kalends.rename_columns(pg_get_expr(p.polqual, p.polrelid), policy_columns, target_columns) || ')', '')
      || coalesce(' WITH CHECK (' || kalends.rename_columns(pg_get_expr(p.polwithcheck, p.polrelid), policy_columns, target_columns) || ')', '')
  from pg_policy p where p.oid = policy
$$;
