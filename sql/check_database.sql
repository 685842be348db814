-- Refuses a database in which Kalends cannot or must not be installed, before anything is created. For install.sql and kalends install.
do $$
declare
  owner constant name := (select pg_catalog.pg_get_userbyid(n.nspowner) from pg_catalog.pg_namespace n where n.nspname operator(pg_catalog.=) 'kalends');
  -- the name of any object of another kind of schema that has this name
  other constant text := (
    select pg_catalog.pg_describe_object(d.classid, d.objid, 0)
    from pg_catalog.pg_depend d
    where d.refclassid operator(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
      and d.refobjid operator(pg_catalog.=) (select n.oid from pg_catalog.pg_namespace n where n.nspname operator(pg_catalog.=) 'kalends')
      and not exists (select from pg_catalog.pg_class c where c.relnamespace operator(pg_catalog.=) d.refobjid and c.relname operator(pg_catalog.=) 'installation')
    limit 1);
begin
  if pg_catalog.current_setting('server_version_num')::pg_catalog.int4 operator(pg_catalog.<) 140000 then
    raise exception 'Kalends needs PostgreSQL 14 or later; this is %', pg_catalog.current_setting('server_version') using errcode = 'KA002', hint = 'Upgrade the server.';
  elsif pg_catalog.getdatabaseencoding() operator(pg_catalog.<>) 'UTF8' then
    raise exception 'Kalends needs a database with encoding UTF8; % has %', pg_catalog.quote_ident(pg_catalog.current_database()), pg_catalog.getdatabaseencoding()
      using errcode = 'KA002', hint = 'Make one by CREATE DATABASE ... ENCODING ''UTF8'' TEMPLATE template0, and move the tables there by pg_dump.';
  elsif owner operator(pg_catalog.<>) current_user then
    raise exception 'schema kalends belongs to role %, and not to %, who installs: its owner could exchange what is in it', pg_catalog.quote_ident(owner), pg_catalog.quote_ident(current_user)
      using errcode = 'KA002', hint = pg_catalog.format('Install as that role, or ALTER SCHEMA kalends OWNER TO %I.', current_user);
  elsif other is not null then
    raise exception 'schema kalends is there already, with %, which Kalends has not made', other using errcode = 'KA002', hint = 'ALTER SCHEMA kalends RENAME TO another name, then install again.';
  end if;
end
$$;
