-- Which statement gives one sequence the parameters of another: type, increment, bounds, cache, cycle? Null: they have them already, or there is no other.
create or replace function kalends.sequence_difference(wanted oid, target oid) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format('ALTER SEQUENCE %I.%I AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s %s', n.nspname, c.relname,
                w.seqtypid::regtype, w.seqincrement, w.seqmin, w.seqmax, w.seqstart, w.seqcache, case when w.seqcycle then 'CYCLE' else 'NO CYCLE' end)
  from pg_sequence w join pg_sequence t on t.seqrelid = target
  join pg_class c on c.oid = target join pg_namespace n on n.oid = c.relnamespace
  where w.seqrelid = wanted
    and (w.seqtypid, w.seqincrement, w.seqmin, w.seqmax, w.seqstart, w.seqcache, w.seqcycle) is distinct from (t.seqtypid, t.seqincrement, t.seqmin, t.seqmax, t.seqstart, t.seqcache, t.seqcycle)
$$;
