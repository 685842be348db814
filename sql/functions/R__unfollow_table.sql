-- Takes Kalends' triggers off a table. Lock: ACCESS EXCLUSIVE on the table, where it has any.
create or replace function kalends.unfollow_table(table_oid oid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  trigger_name name;
begin
  for trigger_name in select t.tgname from pg_trigger t where t.tgrelid = table_oid and t.tgname like 'kalends\_follow\_%' loop
    execute format('drop trigger %I on %s', trigger_name, table_oid::regclass);
  end loop;
end
$$;
