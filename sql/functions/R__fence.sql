-- Does this epoch still hold the lease of the table? Locks the lease row FOR SHARE until the end of the transaction, so that nobody takes over meanwhile; fails with KA001 when somebody has.
create or replace function kalends.fence(table_schema name, table_name name, epoch bigint) returns void
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  current_epoch bigint;
begin
  select l.epoch into current_epoch from kalends.lease l
  where l.table_schema = fence.table_schema and l.table_name = fence.table_name and l.owner is not null
  for share;
  if current_epoch is distinct from epoch then
    raise exception 'the lease of %.% was taken over: epoch % is over', quote_ident(table_schema), quote_ident(table_name), epoch using errcode = 'KA001';
  end if;
end
$$;
