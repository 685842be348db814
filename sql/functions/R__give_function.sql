-- Gives a SECURITY DEFINER function of schema kalends to the owner of a table, so that whoever calls it gets the rights of that owner and no others. The owner cannot change its text: he may create nothing in schema kalends.
-- PostgreSQL asks for CREATE on the schema when the function changes its owner: it is granted for this moment of the transaction, which nobody else sees. Needs CREATE WITH GRANT OPTION on schema kalends, or its ownership.
create or replace function kalends.give_function(routine regprocedure, owned oid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  owner constant name := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = owned);
  lent boolean;
begin
  execute format('revoke all on function %s from %s', routine, concat_ws(', ', 'public', kalends.default_grantees('f')));
  if owner = (select pg_get_userbyid(f.proowner) from pg_proc f where f.oid = routine) then
    return;
  end if;
  lent := not has_schema_privilege(owner, 'kalends', 'CREATE');
  if lent then
    -- two sessions that change the rights of a schema at once disturb each other
    perform pg_advisory_xact_lock(hashtextextended('kalends.give_function', 0));
    execute format('grant create on schema kalends to %I', owner);
  end if;
  execute format('alter function %s owner to %I', routine, owner);
  if lent then
    execute format('revoke create on schema kalends from %I', owner);
  end if;
end
$$;
