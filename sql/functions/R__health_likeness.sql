-- Which partitions of now and to come lack what the one before them has: a publication, a replica identity, a local unique index, a trigger, a policy?
create or replace function kalends.health_likeness(tables kalends.watched_table[], partitions kalends.watched_partition[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with pair as materialized (
    select m.table_schema, m.table_name, m.parent_name, p.partition, p.before
    from (select x.parent, x.partition, x.upper_bound, lag(x.partition) over (partition by x.parent order by x.lower_bound) as before from kalends.each_partition(partitions) x where not x.is_default and not x.detach_pending) p
    join kalends.each_table(tables) m on m.parent = p.parent and m.present is not null
    where p.before is not null and coalesce(p.upper_bound, 'infinity') > m.present
  ),
  lacking as (
    select p.table_schema, p.table_name, p.parent_name, p.partition, p.before, 'publication ' || quote_ident(b.pubname) as what
    from pair p join pg_publication_rel r on r.prrelid = p.before join pg_publication b on b.oid = r.prpubid
    where not exists (select from pg_publication_rel o where o.prpubid = r.prpubid and o.prrelid = p.partition)
    union all
    select p.table_schema, p.table_name, p.parent_name, p.partition, p.before, 'the replica identity'
    from pair p join pg_class a on a.oid = p.before join pg_class b on b.oid = p.partition where a.relkind = b.relkind and a.relreplident <> b.relreplident
    union all
    select p.table_schema, p.table_name, p.parent_name, p.partition, p.before, 'unique index ' || x.indexrelid::regclass
    from pair p join pg_index x on x.indrelid = p.before and x.indisunique and not exists (select from pg_inherits h where h.inhrelid = x.indexrelid)
    where not exists (select from pg_index y where y.indrelid = p.partition and y.indisunique and kalends.index_tail(y.indexrelid) = kalends.index_tail(x.indexrelid))
    union all
    select p.table_schema, p.table_name, p.parent_name, p.partition, p.before, 'trigger ' || quote_ident(t.tgname)
    from pair p join pg_trigger t on t.tgrelid = p.before and not t.tgisinternal and t.tgparentid = 0 join pg_proc f on f.oid = t.tgfoid and f.pronamespace <> 'kalends'::regnamespace
    where f.proname !~ '^kalends_' and not exists (select from pg_trigger o where o.tgrelid = p.partition and o.tgname = t.tgname)
    union all
    select p.table_schema, p.table_name, p.parent_name, p.partition, p.before, 'policy ' || quote_ident(l.polname)
    from pair p join pg_policy l on l.polrelid = p.before where not exists (select from pg_policy o where o.polrelid = p.partition and o.polname = l.polname)
  )
  select 'warning', 'not_continued', l.table_schema, l.table_name, l.partition::regclass::text, format('lacks what %s before it has: %s', l.before::regclass, string_agg(l.what, ', ' order by l.what)),
         'give it to the partition by hand; the page says why Kalends could not', 'create'
  from lacking l group by l.table_schema, l.table_name, l.partition, l.before
$$;
