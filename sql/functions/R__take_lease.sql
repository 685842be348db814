-- Takes the lease of a table, or says who has it. must_evict names a dead holder whose backends have to be gone first: kalends.evict() it and ask again.
create or replace function kalends.take_lease(table_schema name, table_name name, owner text, ttl interval,
    out granted boolean, out epoch bigint, out holder text, out holder_host text, out holder_pid integer, out holder_since timestamptz, out must_evict text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  seen kalends.lease;
begin
  if kalends.is_evicted(take_lease.owner) then
    raise exception '% was taken for dead', take_lease.owner using errcode = 'KA001';
  end if;
  insert into kalends.lease (table_schema, table_name) values (take_lease.table_schema, take_lease.table_name) on conflict do nothing;
  select l.* into seen from kalends.lease l where l.table_schema = take_lease.table_schema and l.table_name = take_lease.table_name;
  granted := false;
  select seen.owner, p.host, p.pid, seen.taken_at into holder, holder_host, holder_pid, holder_since from (select) one left join kalends.process p on p.owner = seen.owner;
  if seen.owner is not null and seen.owner <> take_lease.owner then
    if kalends.process_is_live(seen.owner, ttl) then
      return;
    end if;
    perform pg_stat_clear_snapshot();
    if exists (select from pg_stat_activity a where a.application_name = seen.owner) then
      must_evict := seen.owner;
      return;
    end if;
    update kalends.process p set backend_start = null, stop_requested = true where p.owner = seen.owner;
  end if;
  update kalends.lease l set epoch = l.epoch + 1, owner = take_lease.owner, taken_at = clock_timestamp()
  where l.table_schema = take_lease.table_schema and l.table_name = take_lease.table_name and l.epoch = seen.epoch and l.owner is not distinct from seen.owner
  returning l.epoch into epoch;
  granted := found;
end
$$;
