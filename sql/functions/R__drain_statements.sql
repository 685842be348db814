-- Which statements move rows of a key range out of the catch-all into a table that is to become a partition, without firing a trigger, a foreign key or a publication of the table?
-- before: to be run before the new partition is attached; after: after it. The catch-all is detached meanwhile: what it has by its parent (foreign keys that reference it, row triggers, publications) does not see the DELETE. PostgreSQL
-- refuses the DETACH where a row of the catch-all is referenced. Triggers and rules of the catch-all itself are switched off until it is attached again.
-- Locks, until the end of the transaction: ACCESS EXCLUSIVE on the catch-all, so that no late writer is overlooked; and before it on the parent. A reader that had planned without the new
-- partition and then waited for the catch-all would find the rows in neither.
create or replace function kalends.drain_statements(parent oid, catch_all oid, partition_sql text, lower_bound timestamptz, upper_bound timestamptz, out before text[], out after text[])
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with own as (
    select 'TRIGGER' as kind, t.tgname as name, t.tgenabled as enabled from pg_trigger t where t.tgrelid = catch_all and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
    union all
    select 'RULE', r.rulename, r.ev_enabled from pg_rewrite r where r.ev_class = catch_all and r.ev_enabled <> 'D'
  ),
  -- a clone of a trigger of the parent is made anew by ATTACH, and is then as the parent's
  clone as (
    select t.tgname as name, t.tgenabled as enabled from pg_trigger t join pg_trigger p on p.oid = t.tgparentid where t.tgrelid = catch_all and not p.tgisinternal and t.tgenabled <> p.tgenabled
  ),
  switch as (
    select array_agg(format('ALTER TABLE %s DISABLE %s %I', catch_all::regclass, o.kind, o.name) order by o.kind, o.name) as off,
           array_agg(format('ALTER TABLE %s ENABLE %s%s %I', catch_all::regclass, case o.enabled when 'A' then 'ALWAYS ' when 'R' then 'REPLICA ' else '' end, o.kind, o.name) order by o.kind, o.name) as on
    from own o
  ),
  clones as (
    select array_agg(format('ALTER TABLE ONLY %s %s TRIGGER %I', catch_all::regclass, case c.enabled when 'A' then 'ENABLE ALWAYS' when 'R' then 'ENABLE REPLICA' when 'D' then 'DISABLE' else 'ENABLE' end, c.name) order by c.name) as again
    from clone c
  )
  select array[
      format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', parent::regclass),
      format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', catch_all::regclass),
      format('ALTER TABLE %s DETACH PARTITION %s', parent::regclass, catch_all::regclass)]
    || coalesce(s.off, '{}')
    || format('WITH moved AS (DELETE FROM ONLY %1$s WHERE %2$s >= %3$s AND %2$s < %4$s RETURNING %5$s) INSERT INTO %6$s (%5$s) SELECT %5$s FROM moved',
         catch_all::regclass, quote_ident(key.attname), kalends.bound_literal(key.atttypid, lower_bound), kalends.bound_literal(key.atttypid, upper_bound),
         (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
          from pg_attribute a where a.attrelid = parent and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''),
         partition_sql),
    array[format('ALTER TABLE %s ATTACH PARTITION %s DEFAULT', parent::regclass, catch_all::regclass)]
    || coalesce(s.on, '{}') || coalesce(c.again, '{}')
  from pg_partitioned_table p
  join pg_attribute key on key.attrelid = p.partrelid and key.attnum = p.partattrs[0]
  cross join switch s cross join clones c
  where p.partrelid = parent
$$;
