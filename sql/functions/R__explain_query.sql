-- How long does a query on the tables of a migration take, how many blocks does it read, of how many tables? Runs it; a second time, with its blocks in memory, unless the first took long.
create or replace function kalends.explain_query(id bigint, query text) returns table (milliseconds double precision, blocks bigint, tables bigint)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  answer json;
begin
  for i in 1..2 loop
    answer := kalends.execute_as_owner((select m.source_oid from kalends.migration m where m.id = explain_query.id), array['EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ' || query], 1);
    milliseconds := (answer -> 0 ->> 'Execution Time')::double precision;
    exit when milliseconds > 2000;
  end loop;
  blocks := (answer -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::bigint + (answer -> 0 -> 'Plan' ->> 'Shared Read Blocks')::bigint;
  select count(distinct r.name) into tables
  from jsonb_path_query((answer -> 0)::jsonb, '$.** ? (exists (@."Relation Name") && @."Actual Loops" > 0)."Relation Name"') r(name);
  return next;
end
$$;
