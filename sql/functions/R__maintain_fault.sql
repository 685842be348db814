-- Which right does the current role lack to analyze or vacuum this table or partition? Null: none. (Without it PostgreSQL only warns, and skips the table.)
create or replace function kalends.maintain_fault(target oid, step text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format('role %I may not %s %s. GRANT %s TO %1$I;', current_user, step, target::regclass,
                case when current_setting('server_version_num')::integer >= 170000 then format('MAINTAIN ON %s', target::regclass) else quote_ident(pg_get_userbyid(c.relowner)) end)
  from pg_class c
  where c.oid = target and not kalends.may_maintain(target)
$$;
