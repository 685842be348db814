-- What does the definition of an index say after the name of its table, as in USING btree (id, date)?
create or replace function kalends.definition_tail(definition text, table_name name) returns text
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  select substr(definition, strpos(definition, d.before) + length(d.before) - length('USING ')) from (select format('.%I USING ', table_name) as before) d
$$;
