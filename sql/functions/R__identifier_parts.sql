-- Which names does this text hold, read as SQL reads an identifier, as in public."PlatformAnalytics"? Null when it is no identifier.
create or replace function kalends.identifier_parts(wanted text) returns text[]
  language plpgsql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  return parse_ident(wanted);
exception when invalid_parameter_value then
  return null;
end
$$;
