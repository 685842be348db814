-- Books whatever a dead run had noted and not booked for one table. A detached partition that somebody attached again, or dropped, is off the books. A role that may not write of detached partitions leaves them to one that may.
-- Call it with the lease just taken, inside a transaction; returns how many were found done.
create or replace function kalends.settle_intents(table_schema name, table_name name, epoch bigint) returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  may_detach constant boolean := has_table_privilege('kalends.detached_partition', 'INSERT, DELETE');
begin
  perform kalends.fence(table_schema, table_name, epoch);
  if may_detach then
    delete from kalends.detached_partition d
    where d.parent_schema = settle_intents.table_schema and d.parent_table = settle_intents.table_name
      and d.origin = kalends.origin() and not exists (select from pg_class c where c.oid = d.partition_oid and not c.relispartition);
  end if;
  return (select count(*) from (
    select kalends.settle_intent(i.id, found_later => true) as outcome
    from kalends.intent i
    where i.table_schema = settle_intents.table_schema and i.table_name = settle_intents.table_name and (may_detach or i.action <> 'detach')
    offset 0) s where s.outcome = 'done');
end
$$;
