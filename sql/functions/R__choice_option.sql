-- Which of the choices does this option take, or else the fallback? KA003, listing them, when it is another.
create or replace function kalends.choice_option(options jsonb, option text, fallback text, choices text[]) returns text
  language plpgsql immutable
  set search_path = pg_catalog, pg_temp
as $$
declare
  value text := coalesce(lower(trim(options ->> option)), fallback);
begin
  if value <> all (choices) then
    raise exception 'option %: % is none of %', option, quote_literal(value), array_to_string(choices, ', ') using errcode = 'KA003';
  end if;
  return value;
end
$$;
