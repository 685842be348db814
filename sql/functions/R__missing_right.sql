-- Which right does the current role lack for this step on this table (or, to analyze and vacuum, partition), and which statement gives it? Both null: none.
-- Reason and statement are apart, since a name in the reason may contain what looks like a GRANT.
create or replace function kalends.missing_right(target oid, step text, out reason text, out statement text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select f.parts[1], f.parts[2]
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_roles o on o.oid = c.relowner
  cross join lateral (select case
    when step in ('create', 'drop') and not kalends.may_act_as_owner(c.oid) then
      array[format('role %I may not %s partitions of %I.%I: only its owner may', current_user, step, n.nspname, c.relname),
            format('GRANT %I TO %I%s', o.rolname, current_user,
                   case when current_setting('server_version_num')::integer >= 160000 and pg_has_role(current_user, o.oid, 'MEMBER') then ' WITH INHERIT TRUE, SET TRUE' else '' end)]
    when step = 'create' and current_setting('server_version_num')::integer >= 160000 and o.rolname <> current_user and not pg_has_role(current_user, o.oid, 'SET') then
      array[format('role %I may not give a new partition to %I, the owner of %I.%I', current_user, o.rolname, n.nspname, c.relname),
            format('GRANT %I TO %I WITH SET TRUE', o.rolname, current_user)]
    when step = 'create' and not has_schema_privilege(n.oid, 'CREATE') then
      array[format('role %I may not create tables in schema %I', current_user, n.nspname),
            format('GRANT %sCREATE ON SCHEMA %I TO %I', case when has_schema_privilege(n.oid, 'USAGE') then '' else 'USAGE, ' end, n.nspname, current_user)]
    when step = 'create' and not (has_schema_privilege(o.oid, n.oid, 'CREATE') and has_schema_privilege(o.oid, n.oid, 'USAGE')) then
      array[format('role %I, the owner of %I.%I, may not own a new partition in schema %2$I', o.rolname, n.nspname, c.relname),
            format('GRANT USAGE, CREATE ON SCHEMA %I TO %I', n.nspname, o.rolname)]
    when step in ('create', 'drop') and o.rolname <> current_user and not has_database_privilege(o.oid, current_database(), 'TEMP') then
      array[format('role %I, the owner of %I.%I, may not make temporary functions, by which code of its own is executed with its rights', o.rolname, n.nspname, c.relname),
            format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), o.rolname)]
    when step in ('analyze', 'vacuum', 'drop') and not has_schema_privilege(n.oid, 'USAGE') then
      array[format('role %I may not use schema %I', current_user, n.nspname), format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, current_user)]
    -- Without this right PostgreSQL only warns, and passes the table over.
    when step in ('analyze', 'vacuum') and not kalends.may_maintain(c.oid) then
      array[format('role %I may not %s %s', current_user, step, c.oid::regclass),
            format('GRANT %s TO %I', case when current_setting('server_version_num')::integer >= 170000 then format('MAINTAIN ON %s', c.oid::regclass) else quote_ident(o.rolname) end, current_user)]
    when step = 'record' and not has_table_privilege(c.oid, 'SELECT') then
      array[format('role %I may not count the rows of %I.%I', current_user, n.nspname, c.relname),
            format('GRANT SELECT ON %I.%I TO %I', n.nspname, c.relname, current_user)]
  end) f(parts)
  where c.oid = target
$$;
