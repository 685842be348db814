-- Puts what is not the same on both sides into the log, so that drain_capture brings it over from the live table; returns how many rows that is.
create or replace function kalends.repair_differences(id bigint) returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set jit = off
as $$
declare
  d record := kalends.differences_text(id);
begin
  if (select m.phase not in ('mirroring', 'verified', 'cut_over') from kalends.migration m where m.id = repair_differences.id) then
    raise exception 'migration % does not mirror: there is nothing to repair', id using errcode = 'KA002';
  end if;
  return kalends.execute_as_owner((select m.source_oid from kalends.migration m where m.id = repair_differences.id), array[format('INSERT INTO kalends.capture_%s (%s, why) SELECT %s, %L %s', id,
    (select string_agg(u.log_column, ', ' order by u.place) from kalends.migration_unit(id) u), d.units, 'a comparison found a difference', d.joined)]);
end
$$;
