-- Can the server compute with this time zone? (A cheap look; that it is a full name is checked when partition_config is written.)
create or replace function kalends.is_usable_time_zone(time_zone text) returns boolean
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform now() at time zone time_zone;
  return true;
exception
  when invalid_parameter_value then
    return false;
end
$$;
