-- Whose is this session, for who has to be called: its role, its client's address and its application? Null: there is none.
create or replace function kalends.holder_of(pid integer) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select nullif(concat_ws(', ', 'role ' || quote_ident(a.usename), 'from ' || host(a.client_addr), 'application ' || nullif(a.application_name, '')), '') from pg_stat_activity a where a.pid = holder_of.pid
$$;
