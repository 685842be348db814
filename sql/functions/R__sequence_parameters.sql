-- Which parameters has a sequence, as CREATE SEQUENCE would say them?
create or replace function kalends.sequence_parameters(sequence oid) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format('INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %s', q.seqincrement, q.seqmin, q.seqmax, q.seqstart, q.seqcache, case when q.seqcycle then 'CYCLE' else 'NO CYCLE' end)
  from pg_sequence q where q.seqrelid = sequence
$$;
