-- Notes why a migration waits at the moment; an empty list: it does not.
create or replace function kalends.note_throttle(id bigint, reasons text[]) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into kalends.throttle_state as s (migration_id, reasons, reasons_since)
  values (id, reasons, case when array_length(reasons, 1) > 0 then clock_timestamp() end)
  on conflict (migration_id) do update
    set reasons = excluded.reasons,
        reasons_since = case when array_length(excluded.reasons, 1) > 0 then coalesce(s.reasons_since, excluded.reasons_since) end
$$;
