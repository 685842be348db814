-- Which views and materialized views read these relations: themselves (depth 1), or by way of others?
create or replace function kalends.readers(relations oid[]) returns table (reader oid, depth integer)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with recursive reader(oid, depth) as (
    select r.oid, 0 from unnest(relations) r(oid)
    union
    select w.ev_class, reader.depth + 1
    from reader
    join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = reader.oid and d.classid = 'pg_rewrite'::regclass
    join pg_rewrite w on w.oid = d.objid and w.rulename = '_RETURN' and w.ev_class <> reader.oid
    where reader.depth < 64)
  select r.oid, max(r.depth)::integer from reader r where r.depth > 0 and r.oid <> all (relations) group by r.oid
$$;
