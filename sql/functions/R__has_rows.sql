-- Is there any row in this table? Null: it cannot be looked at.
create or replace function kalends.has_rows(target oid) returns boolean
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (kalends.query_as_owner(array[target], format('select exists (select from %s%s)', (select 'only ' from pg_class c where c.oid = target and c.relkind <> 'p'), target::regclass)))[1] = 't';
exception
  when lock_not_available then
    raise;
  when others then -- a right, or an error of the owner's own making: of this table, not of all
    return null;
end
$$;
