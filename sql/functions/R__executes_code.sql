-- May this statement of a plan execute code of the table's owner: CHECKs, generated columns, expressions of indexes, policies, operators of his types? ATTACH and ADD CONSTRAINT evaluate constants of a CHECK already when it is compared.
create or replace function kalends.executes_code(statement text) returns boolean
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
return statement ~ '^WITH ' or statement ~ '^ALTER TABLE .* (ATTACH PARTITION|DETACH PARTITION|ADD) ';
