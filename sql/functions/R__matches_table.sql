-- Is this what somebody means who writes `name` for a table: its bare name, its qualified name, quoted or not?
create or replace function kalends.matches_table(table_schema name, table_name name, wanted text) returns boolean
  language sql immutable
return wanted is null
  or wanted = table_name::text
  or wanted = table_schema || '.' || table_name
  or wanted = pg_catalog.format('%I', table_name)
  or wanted = pg_catalog.format('%I.%I', table_schema, table_name);
