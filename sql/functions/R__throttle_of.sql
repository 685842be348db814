-- What may this migration cost? The row of kalends.throttle, or the defaults.
create or replace function kalends.throttle_of(id bigint) returns kalends.throttle
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  found_row kalends.throttle;
begin
  select t.* into found_row from kalends.throttle t where t.migration_id = id;
  if not found then
    found_row.migration_id := id;
    found_row.max_replica_lag := '10 seconds';
    found_row.max_replica_bytes := 268435456;
    found_row.max_slot_bytes := 1073741824;
    found_row.time_zone := 'UTC';
  end if;
  return found_row;
end
$$;
