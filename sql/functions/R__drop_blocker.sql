-- Why may this partition not be detached or dropped? Null: it may. One reason per line, all of them.
-- (PostgreSQL 14 has the triggers of a foreign key on the leaves only, and there they belong to a copy of the key.)
create or replace function kalends.drop_blocker(parent oid, partition oid) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- plpgsql, which keeps the plan: this is asked before each drop.
  return (
  select string_agg(b.reason, E'\n' order by b.reason)
  from (
    select distinct format('foreign key %I of %s references %s: to detach a partition PostgreSQL would lock and scan that table. Drop the key, or set retention_months to null.', root.conname, root.conrelid::regclass, root.confrelid::regclass) as reason
    from pg_trigger t
    join pg_constraint k on k.oid = t.tgconstraint and k.contype = 'f' and k.confrelid = t.tgrelid
    cross join lateral (
      with recursive up as (
        select k.oid, k.conparentid
        union all
        select p.oid, p.conparentid from up join pg_constraint p on p.oid = up.conparentid)
      select c.* from up join pg_constraint c on c.oid = up.oid where up.conparentid = 0) root
    where t.tgrelid in (parent, partition)
    union all
    select format('one can still roll back to %I.%I, which has its rows too: nothing is dropped before the migration is retired', m.source_schema, m.old_table)
    from kalends.migration m where m.shadow_oid = parent and m.phase = 'cut_over'
    union all
    select format('%s belongs to %I: role %I may not drop it. GRANT %2$I TO %3$I;', partition::regclass, pg_get_userbyid(c.relowner), current_user)
    from pg_class c where c.oid = partition and not kalends.may_act_as_owner(partition)
    union all
    select format('%s is itself partitioned: dropping it would drop what is below it. Detach it by hand.', partition::regclass)
    from pg_class c where c.oid = partition and c.relkind = 'p'
    union all
    select format('%s is a foreign table: its rows are kept elsewhere, and DROP TABLE refuses it. Detach it by hand.', partition::regclass)
    from pg_class c where c.oid = partition and c.relkind = 'f'
    union all
    select format('%s depends on %s. %s', d.dependant, d.needed, d.hint)
    from kalends.drop_dependants(partition) d
  ) b);
end
$$;
