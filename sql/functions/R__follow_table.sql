-- Gives a table the triggers that call the trigger function of a migration after each statement, also in sessions that replicate. Lock: SHARE ROW EXCLUSIVE on the table.
create or replace function kalends.follow_table(id bigint, table_oid oid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  t record;
begin
  for t in
    select x.* from (values
      ('INSERT', 'kalends_follow_insert', 'referencing new table as new_rows'),
      ('UPDATE', 'kalends_follow_update', 'referencing old table as old_rows new table as new_rows'),
      ('DELETE', 'kalends_follow_delete', 'referencing old table as old_rows'),
      ('TRUNCATE', 'kalends_follow_truncate', '')) x(event, name, rows)
  loop
    execute format('create or replace trigger %s after %s on %s %s for each statement execute function kalends.follow_%s()', t.name, t.event, table_oid::regclass, t.rows, id);
    execute format('alter table %s enable always trigger %s', table_oid::regclass, t.name);
  end loop;
end
$$;
