-- Asks the catalogue what became of a noted statement and books it: into the ledger, a detached partition also into detached_partition. Returns done, not done, or pending.
-- A pending detach keeps its note: to finish it is the business of the finalize action.
create or replace function kalends.settle_intent(intent_id bigint, waited_ms integer default null, held_ms integer default null, found_later boolean default false) returns text
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  i kalends.intent;
  attached record;
  rows_before bigint;
  bytes_before bigint;
  outcome text;
begin
  select * into i from kalends.intent x where x.id = intent_id for update;
  if not found then
    return 'done';
  end if;
  select h.inhdetachpending as pending into attached from pg_inherits h where h.inhrelid = i.target_oid;
  outcome := case
    when i.action = 'detach' and attached.pending then 'pending'
    when i.action = 'detach' and (attached.pending is not null or not exists (select from pg_class c where c.oid = i.target_oid)) then 'not done'
    when i.action = 'vacuum' and greatest(pg_stat_get_last_vacuum_time(i.target_oid), case when not found_later then clock_timestamp() end) > i.noted_at then 'done'
    when i.action = 'vacuum' then 'not done'
    else 'done' end;
  if outcome = 'pending' then
    return outcome;
  end if;
  delete from kalends.intent x where x.id = i.id;
  if outcome = 'done' then
    select greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid) into rows_before, bytes_before from pg_class c where c.oid = i.target_oid;
    perform kalends.write_ledger(i.run_id, i.job, i.table_schema, i.table_name, i.action, i.target_schema, i.target, i.statement, case when i.statement like 'VACUUM (FULL)%' then 'ACCESS EXCLUSIVE' else 'SHARE UPDATE EXCLUSIVE' end, waited_ms, held_ms,
      rows_before, bytes_before, 'done', case when found_later then 'found done after an interruption' end, i.epoch);
    if i.action = 'detach' then
      perform kalends.book_detached(i.target_oid, i.table_schema, i.table_name, i.lower_bound, i.upper_bound);
    end if;
  end if;
  return outcome;
end
$$;
