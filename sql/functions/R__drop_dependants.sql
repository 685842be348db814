-- What would keep DROP TABLE … RESTRICT from dropping this table? As PostgreSQL finds it: from the table along pg_depend to all that would be dropped with it, and from there to what only refers to one of them.
-- Foreign keys that reference the table are not told here: drop_blocker() does. needed: the table, or what of it would be dropped.
create or replace function kalends.drop_dependants(dropped oid) returns table (dependant text, needed text, hint text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with recursive gone(classid, objid) as (
    select 'pg_class'::regclass::oid, dropped
    union
    select d.classid, d.objid
    from gone g join pg_depend d on d.refclassid = g.classid and d.refobjid = g.objid and d.deptype in ('a', 'i', 'P', 'S')
  ),
  needed as (
    select distinct on (x.classid, x.objid) x.classid, x.objid, x.objsubid, g.classid as by_class, g.objid as by_object, s.oid as by_sequence
    from gone g
    join pg_depend d on d.refclassid = g.classid and d.refobjid = g.objid and d.deptype = 'n'
    left join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
    left join pg_class v on v.oid = w.ev_class and v.relkind in ('v', 'm')
    cross join lateral (select case when v.oid is null then d.classid else 'pg_class'::regclass end as classid, coalesce(v.oid, d.objid) as objid, case when v.oid is null then d.objsubid else 0 end as objsubid) x
    left join pg_class s on g.classid = 'pg_class'::regclass and s.oid = g.objid and s.relkind = 'S'
    where not exists (select from gone o where (o.classid, o.objid) = (d.classid, d.objid) or (o.classid, o.objid) = (x.classid, x.objid))
      and not exists (select from pg_constraint k where d.classid = 'pg_constraint'::regclass and k.oid = d.objid and k.contype = 'f')
    order by x.classid, x.objid, s.oid nulls last, g.objid
  )
  select case when n.by_sequence is null then pg_describe_object(n.classid, n.objid, n.objsubid)
              else (select string_agg(x.described, ', ' order by x.nth) filter (where x.nth <= 2) || case when count(*) > 2 then format(' and %s more', count(*) - 2) else '' end
                    from (select pg_describe_object(o.classid, o.objid, o.objsubid) as described, row_number() over (order by o.classid, o.objid) as nth from needed o where o.by_sequence = n.by_sequence) x) end,
         pg_describe_object(n.by_class, n.by_object, 0),
         case when c.relkind in ('v', 'm') then 'Drop it, or let it read the parent.'
              when n.by_sequence is not null then format('The sequence belongs to the partition, and would be dropped with it: ALTER SEQUENCE %s OWNED BY NONE.', n.by_sequence::regclass)
              else 'Let it refer to the parent, or drop it.' end
  from needed n left join pg_class c on n.classid = 'pg_class'::regclass and c.oid = n.objid
  where n.by_sequence is null or (n.classid, n.objid) = (select o.classid, o.objid from needed o where o.by_sequence = n.by_sequence order by o.classid, o.objid limit 1)
$$;
