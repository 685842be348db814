-- What is still to be done after a swap, each in a transaction of its own: materialized views made anew, keys validated, statistics renamed, what was only for the swap removed? What is done is not in it;
-- after a swap that did not come about it tidies up. VALIDATE and CREATE MATERIALIZED VIEW take as long as a scan: a lock_timeout is wanted, no statement_timeout.
create or replace function kalends.after_swap_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with s as (select * from kalends.migration_sides(after_swap_statements.id)),
  spare as (select substr(x, length('DROP VIEW ') + 1) as sql from unnest(kalends.spare_statements(after_swap_statements.id)) x),
  stale as (
    select r.reader, r.depth from s cross join lateral kalends.readers(array_remove(array[s.other] || array(select p.sql::regclass::oid from spare p), null)) r
    join pg_class c on c.oid = r.reader and c.relkind = 'm'),
  statement as (
    select 1 as seq, t.depth as n, array_to_string(kalends.rebuild_statements(after_swap_statements.id, t.reader), E';\n') as sql
    from stale t
    where not exists (select from stale o cross join lateral kalends.readers(array[o.reader]) b where b.reader = t.reader)
    union all
    select 2, 0, 'DROP VIEW ' || p.sql from spare p
    union all
    select 3, 0, kalends.as_owner_statement(k.conrelid::regclass::text, format('ALTER TABLE %s VALIDATE CONSTRAINT %I', k.conrelid::regclass, k.conname))
    from s join pg_constraint k on k.confrelid = s.live and k.contype = 'f' and not k.convalidated and k.conparentid = 0 and k.conrelid <> s.other
    union all
    select 4, 0, format(E'ALTER STATISTICS %1$I.%2$I RENAME TO %4$I;\nALTER STATISTICS %1$I.%3$I RENAME TO %2$I;\nALTER STATISTICS %1$I.%4$I RENAME TO %3$I', n.nspname, o.stxname, l.stxname, kalends.fit_name(o.stxname::text, '_kalends2'))
    from s join pg_statistic_ext l on l.stxrelid = s.live join pg_statistic_ext o on o.stxrelid = s.other and o.stxnamespace = l.stxnamespace and l.stxname = kalends.fit_name(o.stxname::text, '_kalends')
    join pg_namespace n on n.oid = l.stxnamespace
    union all
    select 5, 0, format('ALTER TABLE %s DROP CONSTRAINT %I', s.other_sql, k.conname)
    from s join pg_constraint k on k.conrelid = s.other and k.contype = 'f' and k.conparentid = 0 and (k.confupdtype in ('c', 'n', 'd') or k.confdeltype in ('c', 'n', 'd')))
  select coalesce(array_agg(t.sql order by t.seq, t.n, t.sql), '{}') from statement t
$$;
