-- May this statement of a plan execute code of the table's owner: CHECKs, generated columns, expressions of indexes, policies, casts of his types? CREATE TABLE … LIKE evaluates constants of an index expression, ATTACH those of a CHECK,
-- DETACH asks the tables that reference the partition. Only the beginning of the statement counts, which no name can change. Not so LOCK and DROP TABLE, nor ANALYZE and VACUUM, for which PostgreSQL itself becomes the owner; publications have other owners.
create or replace function kalends.executes_code(statement text) returns boolean
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
return statement !~ '^(ALTER PUBLICATION|SELECT kalends\.|LOCK TABLE|DROP TABLE|ANALYZE|VACUUM)';
