-- Makes the trigger function of a migration, with this text; triggers that are there go on with it from the next statement of each writer.
create or replace function kalends.follow(id bigint, body text, settings text default '') returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('create or replace function kalends.follow_%s() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp set row_security = off%s as %L', id, settings, body);
  execute format('revoke all on function kalends.follow_%s() from public', id);
end
$$;
