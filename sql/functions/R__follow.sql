-- Makes the trigger function of a migration, with this text; triggers that are there go on with it from the next statement of each writer. It belongs to the owner of the live table, who may write to the log.
create or replace function kalends.follow(id bigint, live oid, body text, settings text default '') returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute format('create or replace function kalends.follow_%s() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp set row_security = off%s as %L', id, settings, body);
  perform kalends.give_function(format('kalends.follow_%s()', id)::regprocedure, live);
  perform kalends.let_owner_write(format('kalends.capture_%s', id)::regclass, live);
end
$$;
