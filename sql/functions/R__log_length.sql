-- How many entries has the log of a migration? 0 where there is none.
create or replace function kalends.log_length(id bigint) returns bigint
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  entries bigint := 0;
begin
  if to_regclass('kalends.capture_' || id) is not null then
    execute format('select count(*) from kalends.capture_%s', id) into entries;
  end if;
  return entries;
end
$$;
