-- Which program works on a table now? Null: none, or one that is gone and has left its lease behind.
create or replace function kalends.worker_of(table_schema name, table_name name) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select l.owner from kalends.lease l
  where l.table_schema = worker_of.table_schema and l.table_name = worker_of.table_name and kalends.process_is_live(l.owner, interval '1 minute')
$$;
