-- May the current role do what only the owner of this table may: create, attach, detach and drop its partitions?
create or replace function kalends.may_act_as_owner(target oid) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select pg_has_role(current_user, c.relowner, 'USAGE') from pg_class c where c.oid = target
$$;
