-- Which statements, in one transaction, make a materialized view anew so that it reads the live table, with its indexes and all that is built upon it? The old one can be read until the new one is full.
create or replace function kalends.rebuild_statements(id bigint, view_oid oid) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with s as (select * from kalends.migration_sides(rebuild_statements.id)),
  relation as (
    select c.oid, c.relname, c.relkind, format('%I.%I', n.nspname, c.relname) as sql, n.nspname, r.depth, case c.relkind when 'm' then 'MATERIALIZED VIEW' else 'VIEW' end as word,
           kalends.rename_identifiers(case when s.front_next is null then v.def else kalends.rename_identifiers(v.def, kalends.fit_name(s.front_next::text, '_kalends'), s.front_next) end, s.other_name, s.other_after) as def
    from s cross join (select view_oid, 0 union all select * from kalends.readers(array[view_oid])) r(oid, depth)
    join pg_class c on c.oid = r.oid join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (select pg_get_viewdef(c.oid) as def) v),
  spare as (select r.*, kalends.fit_name(r.relname::text, '_kalends') as spare from relation r where r.depth = 0),
  statement as (
    select 1 as seq, 0 as depth, format('DROP MATERIALIZED VIEW IF EXISTS %I.%I', p.nspname, p.spare) as sql, 0::bigint as n from spare p
    union all
    select 2, 0, x.sql, x.n from spare p cross join lateral unnest(kalends.relation_statements(p.oid, format('%I.%I', p.nspname, p.spare), p.def, '_kalends')) with ordinality x(sql, n)
    union all
    select 3, -r.depth, format('DROP %s %s', r.word, r.sql), 0 from relation r
    union all
    select 4, 0, format('ALTER MATERIALIZED VIEW %I.%I RENAME TO %I', p.nspname, p.spare, p.relname), 0 from spare p
    union all
    select 5, 0, format('ALTER INDEX %I.%I RENAME TO %I', p.nspname, kalends.fit_name(k.relname::text, '_kalends'), k.relname), 0 from spare p join pg_index i on i.indrelid = p.oid join pg_class k on k.oid = i.indexrelid
    union all
    select 6, r.depth, x.sql, x.n from relation r cross join lateral unnest(kalends.relation_statements(r.oid, r.sql, r.def)) with ordinality x(sql, n) where r.depth > 0)
  select array_agg(t.sql order by t.seq, t.depth, t.n) from statement t
$$;
