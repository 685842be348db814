-- What is a camel-case name in the style of SQL: workspaceId as workspace_id, userID as user_id, HTTPCode as http_code?
create or replace function kalends.snake_case(column_name text) returns text
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  select lower(regexp_replace(regexp_replace(column_name, '([A-Z]+)([A-Z][a-z])', '\1_\2', 'g'), '([a-z0-9])([A-Z])', '\1_\2', 'g'))
$$;
