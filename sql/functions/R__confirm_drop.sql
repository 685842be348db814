-- The last look before a DROP TABLE, in its transaction: fails with KA002 unless the table is one that Kalends detached, is still detached, is due, and nothing hangs on it.
-- Locks it in ACCESS EXCLUSIVE mode and takes it off the books: the caller drops it in the same transaction.
create or replace function kalends.confirm_drop(partition_schema name, partition_name name) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  label text := format('%I.%I', partition_schema, partition_name);
  booked kalends.detached_partition;
  relation pg_class;
  reason text;
begin
  select c.* into relation from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = confirm_drop.partition_schema and c.relname = confirm_drop.partition_name;
  if relation.oid is not null then
    execute format('lock table %s in access exclusive mode', label);
    select c.* into relation from pg_class c where c.oid = relation.oid;
  end if;
  select d.* into booked from kalends.detached_partition d where d.partition_oid = relation.oid and d.origin = kalends.origin() for update;
  reason := case
    when relation.oid is null then 'it does not exist'
    when relation.relispartition then 'it is attached to a table'
    when booked.partition_oid is null then 'Kalends has not detached it'
    when booked.drop_after is null then 'it is to be kept: retention_action was detach'
    when booked.drop_after > clock_timestamp() then format('its grace lasts until %s', booked.drop_after)
    else kalends.drop_blocker(null, relation.oid) end;
  if reason is not null then
    raise exception '% is not dropped: %', label, reason using errcode = 'KA002';
  end if;
  delete from kalends.detached_partition d where d.partition_oid = relation.oid;
end
$$;
