-- What else hangs on the live table that no other function of this family knows? Nothing is taken for granted: what is not known is for a person to look at.
create or replace function kalends.dependants_unknown(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_unknown.id) x;
  return query
  select 'unknown', pg_describe_object(d.classid, d.objid, d.objsubid), 'needs_you', null, 0, null, 'Kalends does not know how to move it to another table: drop it, and make it anew after the cut-over'
  from (
    select distinct d.classid, d.objid, d.objsubid
    from pg_depend d
    where d.refclassid = 'pg_class'::regclass and d.refobjid in (s.live, s.front)
      and not (d.classid = any (array['pg_attrdef', 'pg_policy', 'pg_publication_rel', 'pg_statistic_ext', 'pg_proc', 'pg_rewrite']::regclass[]::oid[])
        or d.classid = 'pg_class'::regclass and exists (select from pg_class c where c.oid = d.objid and c.relkind in ('i', 'I', 'S', 't'))
        or d.classid = 'pg_class'::regclass and d.objid = s.live
        or d.classid = 'pg_class'::regclass and exists (select from pg_inherits i where i.inhrelid = d.objid and i.inhparent = s.live)
        or d.classid = 'pg_type'::regclass and exists (select from pg_type t where t.oid = d.objid and t.typrelid = d.refobjid)
        or d.classid = 'pg_constraint'::regclass and exists (select from pg_constraint k where k.oid = d.objid and (k.conrelid = s.live or k.contype = 'f'))
        or d.classid = 'pg_trigger'::regclass and exists (select from pg_trigger t where t.oid = d.objid and (t.tgrelid = d.refobjid or t.tgisinternal)))
    union
    select d.classid, d.objid, d.objsubid
    from pg_type t join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid in (t.oid, t.typarray)
    where t.typrelid in (s.live, s.front) and d.classid <> 'pg_proc'::regclass and d.objid not in (t.oid, t.typarray)
      and not (d.classid = 'pg_rewrite'::regclass and exists (select from pg_depend v where v.classid = d.classid and v.objid = d.objid and v.refobjid = t.typrelid))) d;
  return query
  select 'extension', e.extname::text, 'needs_you', null, 0, null, 'the table is part of this extension: ALTER EXTENSION … DROP TABLE first'
  from pg_depend d join pg_extension e on e.oid = d.refobjid where d.classid = 'pg_class'::regclass and d.objid = s.live and d.refclassid = 'pg_extension'::regclass and d.deptype = 'e';
  return query
  select 'subscription', format('subscription %s', r.srsubid), 'needs_you', null, 0, null, 'rows arrive in the table by logical replication, which finds its table by identity: migrate on the publisher, or drop the subscription'
  from pg_subscription_rel r where r.srrelid = s.live;
end
$$;
