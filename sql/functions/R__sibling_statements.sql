-- Which statements give a new partition what its sibling has of its own: indexes, CHECKs, triggers, publications, a replica identity by index? In this order, each after what it needs.
-- Not continued: a CHECK that mentions the partition key, since it states the sibling's bounds; a trigger of Kalends; a publication of another owner.
create or replace function kalends.sibling_statements(parent oid, sibling oid, partition_name name, partition_sql text) returns text[]
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  with s as (select c.oid, c.relname, n.nspname, c.relreplident from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = sibling),
  statement as (
    select 1 as seq, k.conname::text as name, format('ALTER TABLE %s ADD %s', partition_sql, pg_get_constraintdef(k.oid)) as sql
    from s join pg_constraint k on k.conrelid = s.oid and k.contype in ('p', 'u', 'x') and k.conparentid = 0
    union all
    select 1, i.relname::text, format('CREATE %sINDEX %sON %s %s', case when x.indisunique then 'UNIQUE ' else '' end,
             case when strpos(i.relname, s.relname) > 0 then quote_ident(kalends.fit_name(replace(i.relname, s.relname, partition_name), '')) || ' ' else '' end, partition_sql, kalends.index_tail(i.oid))
    from s join pg_index x on x.indrelid = s.oid and x.indisvalid join pg_class i on i.oid = x.indexrelid
    where not exists (select from pg_inherits h where h.inhrelid = i.oid) and not exists (select from pg_constraint k where k.conindid = i.oid and k.conrelid = s.oid)
    union all
    select 2, k.conname, format('ALTER TABLE %s ADD CONSTRAINT %I %s', partition_sql, k.conname, pg_get_constraintdef(k.oid))
    from s join pg_constraint k on k.conrelid = s.oid and k.contype = 'c' and k.coninhcount = 0
    join pg_partitioned_table p on p.partrelid = parent
    where not exists (select from pg_attribute a where a.attrelid = s.oid and a.attnum = any (k.conkey) and a.attname = (select key.attname from pg_attribute key where key.attrelid = parent and key.attnum = p.partattrs[0]))
      and not exists (select from pg_constraint o where o.conrelid = parent and o.contype = 'c' and o.conname = k.conname)
    union all
    select 3, '', format('SELECT kalends.identify_by_index(%L, %L)', case when s.relreplident = 'i' then s.oid else parent end::regclass, partition_sql)
    from pg_class p left join s on true where p.oid = parent and coalesce(s.relreplident, p.relreplident) = 'i'
    union all
    select 4, t.tgname, kalends.trigger_statement(t.oid, partition_sql, '{}', '{}')
    from s join pg_trigger t on t.tgrelid = s.oid and not t.tgisinternal and t.tgparentid = 0
    join pg_proc f on f.oid = t.tgfoid and f.pronamespace <> 'kalends'::regnamespace
    union all
    select 5, t.tgname, format('ALTER TABLE %s %s TRIGGER %I', partition_sql, case t.tgenabled when 'D' then 'DISABLE' when 'R' then 'ENABLE REPLICA' else 'ENABLE ALWAYS' end, t.tgname)
    from s join pg_trigger t on t.tgrelid = s.oid and not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'O'
    join pg_proc f on f.oid = t.tgfoid and f.pronamespace <> 'kalends'::regnamespace
    union all
    select 6, p.pubname, format('ALTER PUBLICATION %I ADD TABLE %s', p.pubname, partition_sql)
    from s join pg_publication_rel r on r.prrelid = s.oid join pg_publication p on p.oid = r.prpubid and pg_has_role(p.pubowner, 'USAGE')
  )
  select coalesce(array_agg(x.sql order by x.seq, x.name), '{}') from statement x
$$;
