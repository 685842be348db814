-- Which right does the current role lack for this step on this table, with the statement that gives it, in one line? Null: none.
create or replace function kalends.rights_fault(target oid, step text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select r.reason || '. ' || r.statement || ';' from kalends.missing_right(target, step) r
$$;
