-- Executes one statement of a plan in the caller's transaction: what may execute code of the table's owner, with the owner's rights (execute_as_owner()).
create or replace function kalends.execute_statement(managed_table regclass, statement text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if kalends.executes_code(statement) then
    perform kalends.execute_as_owner(managed_table, statement);
  else
    execute statement;
  end if;
end
$$;
