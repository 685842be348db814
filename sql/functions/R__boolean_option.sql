-- Is this option on, or else the fallback? KA003 when it is neither true nor false.
create or replace function kalends.boolean_option(options jsonb, option text, fallback boolean) returns boolean
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  value text := lower(trim(options ->> option));
begin
  if value in ('true', 'yes', 'on') then
    return true;
  elsif value in ('false', 'no', 'off') then
    return false;
  elsif value is not null then
    raise exception 'option %: % is neither true nor false', option, quote_literal(value) using errcode = 'KA003';
  end if;
  return fallback;
end
$$;
