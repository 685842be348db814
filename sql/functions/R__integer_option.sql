-- Which whole number does this option have, or else the fallback? KA003 when it is none, or outside lowest to highest.
create or replace function kalends.integer_option(options jsonb, option text, fallback integer, lowest integer, highest integer) returns integer
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  value text := options ->> option;
begin
  if value is null then
    return fallback;
  elsif value !~ '^\s*\d{1,9}\s*$' or value::integer not between lowest and highest then
    raise exception 'option %: % is no whole number from % to %', option, quote_literal(value), lowest, highest using errcode = 'KA003';
  end if;
  return value::integer;
end
$$;
