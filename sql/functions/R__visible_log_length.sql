-- How many entries has the log of a migration, as far as the role may see it? Null: it may not.
create or replace function kalends.visible_log_length(id bigint) returns bigint
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  return kalends.log_length(id);
exception
  when insufficient_privilege then
    return null;
end
$$;
