-- Lets the owner of a table read and write a table of Kalends that his trigger functions write to: the log or the keys of a migration.
create or replace function kalends.let_owner_write(book regclass, owned oid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  owner constant oid := (select c.relowner from pg_class c where c.oid = owned);
begin
  if not (has_table_privilege(owner, book, 'SELECT') and has_table_privilege(owner, book, 'INSERT') and has_table_privilege(owner, book, 'DELETE') and has_table_privilege(owner, book, 'TRUNCATE')) then
    execute format('grant select, insert, delete, truncate on %s to %I', book, pg_get_userbyid(owner));
  end if;
end
$$;
