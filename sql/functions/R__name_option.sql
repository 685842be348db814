-- Which schema and name does this option give, written as SQL would, or else the fallback? KA003 when it is no identifier, is too long, or its schema is not there.
create or replace function kalends.name_option(options jsonb, option text, fallback_schema name, fallback name) returns table (schema name, name name)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  value text := options ->> option;
  parts text[] := kalends.identifier_parts(value);
begin
  if value is null then
    return query select fallback_schema, fallback;
    return;
  elsif parts is null or cardinality(parts) > 2 or exists (select from unnest(parts) p where octet_length(p) not between 1 and 63) then
    raise exception 'option %: % is no name of a table', option, quote_literal(value) using errcode = 'KA003', hint = 'Write it as SQL would, in at most 63 bytes: platform_analytics, sales.events, ''"Odd Name"''.';
  elsif cardinality(parts) = 2 and not exists (select from pg_namespace n where n.nspname = parts[1]) then
    raise exception 'option %: there is no schema %', option, quote_ident(parts[1]) using errcode = 'KA003', hint = 'Create it first.';
  end if;
  return query select case cardinality(parts) when 2 then parts[1]::name else fallback_schema end, parts[cardinality(parts)]::name;
end
$$;
