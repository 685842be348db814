-- Which sequences belong to columns of this table, at which position among those that are not dropped? identity: a (always), d (by default), or empty for a serial column.
create or replace function kalends.side_sequences(target oid) returns table (sequence oid, "position" integer, identity text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select d.objid, (select count(*) from pg_attribute b where b.attrelid = target and b.attnum between 1 and a.attnum and not b.attisdropped)::integer, a.attidentity::text
  from pg_depend d
  join pg_class q on q.oid = d.objid and q.relkind = 'S'
  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = target and d.deptype in ('a', 'i')
$$;
