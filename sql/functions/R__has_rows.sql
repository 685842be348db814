-- Is there any row in this table?
create or replace function kalends.has_rows(target oid) returns boolean
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  answer boolean;
begin
  execute format('select exists (select from only %s)', target::regclass) into answer;
  return answer;
exception
  when insufficient_privilege then
    return null;
end
$$;
