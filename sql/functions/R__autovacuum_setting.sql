-- What does autovacuum go by for a table: its own storage parameter, else the server's setting? Null where this server has no such setting.
create or replace function kalends.autovacuum_setting(reloptions text[], name text) returns double precision
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select o.option_value from pg_options_to_table(reloptions) o where o.option_name = autovacuum_setting.name), current_setting(autovacuum_setting.name, true))::double precision
$$;
