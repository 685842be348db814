-- Executes a statement as the owner of a table, in the caller's transaction. By a function of the transaction alone that is SECURITY DEFINER and belongs to that owner: code of his that the statement executes (a CHECK, a generated column, an
-- index expression, a policy, a trigger) has his rights and no more. SET ROLE would not do, since such code may RESET ROLE; deferred triggers are fired before it returns.
-- Needs membership in the owner, and TEMP on the database for the owner. KA002 where the owner lacks it.
create or replace function kalends.execute_as_owner(owned oid, statement text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  owner name := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = owned);
begin
  if owner = current_user then
    execute statement;
    return;
  elsif not has_database_privilege(owner, current_database(), 'TEMP') then
    raise exception 'role % may not create temporary objects in this database, so nothing can be executed in its name', quote_ident(owner)
      using errcode = 'KA002', hint = format('GRANT TEMPORARY ON DATABASE %I TO %I;', current_database(), owner);
  end if;
  execute format($f$create function pg_temp.kalends_act() returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as %L$f$,
    'begin ' || format('execute %L', statement) || '; set constraints all immediate; end');
  execute format('alter function pg_temp.kalends_act() owner to %I', owner);
  perform pg_temp.kalends_act();
  drop function pg_temp.kalends_act();
end
$$;
