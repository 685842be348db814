-- Who is in the way of the next swap: transactions that hold, or wait for, a lock on what it locks, and those that still look at the database as it was before old and new were equal? Oldest first.
create or replace function kalends.swap_waits(id bigint)
  returns table (pid integer, why text, subject text, query text, state text, age interval, lock_mode text, application_name text, granted boolean)
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(swap_waits.id) x;
  return query
  with locked as (
    select s.live as oid union select s.other
    union select k.conrelid from pg_constraint k where k.confrelid = s.live and k.contype = 'f' and k.conparentid = 0
    union select w.ev_class from pg_depend d join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid join pg_class c on c.oid = w.ev_class and c.relkind <> 'm'
          where d.refclassid = 'pg_class'::regclass and d.refobjid in (s.live, s.front))
  select b.pid, 'lock', l.oid::regclass::text, b.query, b.state, b.age, b.lock_mode, b.application_name, b.granted
  from locked l cross join lateral kalends.blockers(l.oid::regclass, 'ACCESS EXCLUSIVE') b
  union all
  select o.pid, 'snapshot', s.other_sql, o.query, o.state, o.age, null, o.application_name, true
  from kalends.old_snapshots(swap_waits.id) o
  order by 6 desc nulls last;
end
$$;
