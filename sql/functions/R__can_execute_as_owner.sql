-- May the current role execute something as the owner of this table (execute_as_owner())? It has to be the owner or a member of it, with INHERIT and SET, and the owner has to be allowed temporary objects in this database.
create or replace function kalends.can_execute_as_owner(target oid) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select c.relowner = (select r.oid from pg_roles r where r.rolname = current_user)
      or pg_has_role(current_user, c.relowner, 'USAGE') and has_database_privilege(c.relowner, current_database(), 'TEMP')
         and case when current_setting('server_version_num')::integer >= 160000 then pg_has_role(current_user, c.relowner, 'SET') else true end
  from pg_class c where c.oid = target
$$;
