-- Which right does the current role lack for this step on this table? Null: none. Names the grant that mends it.
create or replace function kalends.rights_fault(parent oid, step text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when step in ('create', 'drop') and not kalends.may_act_as_owner(c.oid) then
      format('role %I may not %s partitions of %I.%I: only its owner may. GRANT %I TO %I%s;', current_user, step, n.nspname, c.relname, o.rolname, current_user,
             case when current_setting('server_version_num')::integer >= 160000 and pg_has_role(current_user, o.oid, 'MEMBER') then ' WITH INHERIT TRUE, SET TRUE' else '' end)
    when step = 'create' and current_setting('server_version_num')::integer >= 160000 and o.rolname <> current_user and not pg_has_role(current_user, o.oid, 'SET') then
      format('role %I may not give a new partition to %I, the owner of %I.%I. GRANT %2$I TO %1$I WITH SET TRUE;', current_user, o.rolname, n.nspname, c.relname)
    when step = 'create' and not has_schema_privilege(n.oid, 'CREATE') then
      format('role %I may not create tables in schema %I. GRANT %3$sCREATE ON SCHEMA %2$I TO %1$I;', current_user, n.nspname, case when has_schema_privilege(n.oid, 'USAGE') then '' else 'USAGE, ' end)
    when step = 'create' and not (has_schema_privilege(o.oid, n.oid, 'CREATE') and has_schema_privilege(o.oid, n.oid, 'USAGE')) then
      format('role %I, the owner of %I.%I, may not own a new partition in schema %2$I. GRANT USAGE, CREATE ON SCHEMA %2$I TO %1$I;', o.rolname, n.nspname, c.relname)
    when step in ('create', 'drop') and o.rolname <> current_user and not has_database_privilege(o.oid, current_database(), 'TEMP') then
      format('role %I, the owner of %I.%I, may not make temporary functions, by which code of its own is executed with its rights. GRANT TEMPORARY ON DATABASE %I TO %1$I;', o.rolname, n.nspname, c.relname, current_database())
    when step in ('analyze', 'vacuum', 'drop') and not has_schema_privilege(n.oid, 'USAGE') then
      format('role %I may not use schema %I. GRANT USAGE ON SCHEMA %2$I TO %1$I;', current_user, n.nspname)
    when step in ('analyze', 'vacuum') then kalends.maintain_fault(c.oid, step)
    when step = 'record' and not has_table_privilege(c.oid, 'SELECT') then
      format('role %I may not count the rows of %I.%I. GRANT SELECT ON %2$I.%3$I TO %1$I;', current_user, n.nspname, c.relname)
  end
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_roles o on o.oid = c.relowner
  where c.oid = parent
$$;
