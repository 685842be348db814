-- Ends the management of a table: deletes its policy, its thresholds and its recorded metadata, and returns the policy. The table, its partitions and those in their grace stay, and are no longer dropped.
create or replace function kalends.unregister(managed_table text) returns kalends.partition_config
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  row kalends.partition_config := kalends.find_policy(managed_table);
begin
  if exists (select from kalends.lease l where l.table_schema = row.table_schema and l.table_name = row.table_name and kalends.process_is_live(l.owner, '30 seconds')) then
    raise exception '%.% is being worked on', quote_ident(row.table_schema), quote_ident(row.table_name) using errcode = 'lock_not_available', hint = 'Wait until the run has ended: kalends runs list.';
  end if;
  delete from kalends.threshold t where t.table_schema = row.table_schema and t.table_name = row.table_name;
  delete from kalends.partition_metadata m where m.parent_schema = row.table_schema and m.parent_table = row.table_name;
  delete from kalends.partition_config c where c.table_schema = row.table_schema and c.table_name = row.table_name;
  perform kalends.write_ledger(null, 'sql', row.table_schema, row.table_name, 'unregister', row.table_schema, row.table_name, null, null, null, null, null, null, 'done', null, null);
  return row;
end
$$;
