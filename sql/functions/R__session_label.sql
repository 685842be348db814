-- How is a session named in a message: its pid, and whose it is? pid 0 stands for a prepared transaction.
create or replace function kalends.session_label(pid integer) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case pid when 0 then 'a prepared transaction (see pg_prepared_xacts)' else concat('pid ', pid, ' (' || kalends.holder_of(pid) || ')') end
$$;
