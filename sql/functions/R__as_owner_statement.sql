-- How is a statement written that is executed as the owner of a table (execute_as_owner()), for a plan that shows what is executed?
create or replace function kalends.as_owner_statement(owned text, statement text) returns text
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format('SELECT kalends.execute_as_owner(%L::regclass, ARRAY[%L])', owned, statement)
$$;
