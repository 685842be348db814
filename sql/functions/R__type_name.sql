-- What does PostgreSQL call this type: bigint for int8? KA003 when it is none.
create or replace function kalends.type_name(wanted text) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  modifier text := substring(wanted from '\(\s*\d+(?:\s*,\s*\d+)?\s*\)\s*$');
  base oid := to_regtype(wanted);
begin
  if base is null then
    raise exception 'option widen: there is no type %', quote_literal(wanted) using errcode = 'KA003';
  end if;
  return format_type(base, null) || coalesce(regexp_replace(modifier, '\s', '', 'g'), '');
end
$$;
