-- A mark of everything in the catalogue that the inventory of a migration is made of: it is another one as soon as anybody has changed something. Much cheaper than the inventory, for a second look under the lock.
create or replace function kalends.dependants_mark(id bigint) returns text
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  s record;
  sides oid[];
begin
  select x.* into s from kalends.migration_sides(dependants_mark.id) x;
  sides := array_remove(array[s.live, s.other, s.front], null);
  return (
    with bound as (
      select d.classid, d.objid, d.xmin::text as mark from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = any (sides)
      union all
      select d.classid, d.objid, d.xmin::text from pg_type t join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid in (t.oid, t.typarray) where t.typrelid = any (sides)),
    mark as (
      select b.objid, b.mark from bound b
      union all select c.oid, c.xmin::text from pg_class c where c.oid = any (sides)
      union all select a.attrelid, a.xmin::text from pg_attribute a where a.attrelid = any (sides)
      union all select t.oid, t.xmin::text from pg_trigger t where t.tgrelid = any (sides)
      union all select p.oid, p.xmin::text from pg_policy p where p.polrelid = any (sides) or p.oid in (select b.objid from bound b where b.classid = 'pg_policy'::regclass)
      union all select w.oid, w.xmin::text from pg_rewrite w where w.ev_class = any (sides) or w.oid in (select b.objid from bound b where b.classid = 'pg_rewrite'::regclass)
      union all select f.oid, f.xmin::text from pg_proc f where f.oid in (select b.objid from bound b where b.classid = 'pg_proc'::regclass)
      union all select k.oid, k.xmin::text from pg_constraint k where k.conrelid = any (sides) or k.oid in (select b.objid from bound b where b.classid = 'pg_constraint'::regclass)
      union all select i.indexrelid, i.xmin::text from pg_index i where i.indrelid = any (sides)
      union all select r.oid, r.xmin::text from pg_publication_rel r where r.prrelid = any (sides)
      union all select e.oid, e.xmin::text from pg_statistic_ext e where e.stxrelid = any (sides))
    select md5(string_agg(m.objid || '.' || m.mark, ' ' order by m.objid, m.mark)) from mark m);
end
$$;
