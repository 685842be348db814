-- Does one action of a plan inside the caller's transaction and writes it into the ledger. A lock that is not had in time makes it busy, any other error failed; neither ends the caller's transaction.
create or replace function kalends.perform_action(table_schema name, table_name name, action text, target_schema name, target name, lower_bound timestamptz, upper_bound timestamptz,
    statements text[], lock_mode text, lock_target text, row_estimate bigint, bytes bigint, out outcome text, out message text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  started timestamptz := clock_timestamp();
begin
  insert into kalends.lease (table_schema, table_name) values (perform_action.table_schema, perform_action.table_name) on conflict do nothing;
  perform from kalends.lease l where l.table_schema = perform_action.table_schema and l.table_name = perform_action.table_name for update;
  if action = 'drop' then
    perform kalends.confirm_drop(target_schema, target);
  elsif action = 'detach' then
    perform kalends.confirm_detach(table_schema, table_name, target_schema, target);
  end if;
  perform kalends.execute_statements(format('%I.%I', table_schema, table_name)::regclass, statements);
  if action = 'detach' then
    perform kalends.book_detached(format('%I.%I', target_schema, target)::regclass, table_schema, table_name, lower_bound, upper_bound);
  end if;
  outcome := 'done';
  perform kalends.write_ledger(null, 'sql', table_schema, table_name, action, target_schema, target, array_to_string(statements, E';\n'), lock_mode, null,
    (extract(epoch from clock_timestamp() - started) * 1000)::integer, row_estimate, bytes, outcome, null, null);
exception
  when lock_not_available then
    outcome := 'busy';
    message := coalesce('in the way: ' || (select string_agg(format('%s for %s: %s', kalends.session_label(b.pid), b.age, left(b.query, 80)), '; ') from kalends.blockers(lock_target::regclass, lock_mode) b), sqlerrm);
  when others then
    outcome := 'failed';
    message := format('%s of %I.%I: PostgreSQL refused it: %s', action, target_schema, target, sqlerrm);
end
$$;
