-- What will a migration take: rows, partitions, bytes of table and indexes, WAL, free disk, seconds at its pace? From statistics, without reading the table; the speeds are those of two ordinary cores.
create or replace function kalends.estimate_migration(id bigint) returns table (what text, amount numeric, unit text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with size as (
    select m.pace, greatest(c.reltuples, pg_stat_get_live_tuples(c.oid), 0)::numeric as rows, pg_table_size(c.oid)::numeric as heap, pg_indexes_size(c.oid)::numeric as indexes,
           case m.pace when 'fast' then 60.0 when 'steady' then 30.0 else 4.0 end * 1048576 as bytes_per_second
    from kalends.migration m join pg_class c on c.oid = m.source_oid where m.id = estimate_migration.id)
  select e.what, round(e.amount), e.unit
  from size s
  cross join lateral (values
    ('rows', s.rows, 'rows'),
    ('table', s.heap, 'bytes'),
    ('indexes', s.indexes, 'bytes'),
    ('wal', s.heap * 1.1 + s.indexes, 'bytes'),
    ('disk', (s.heap + s.indexes) * 1.1 + s.heap * 1.1 + s.indexes, 'bytes'),
    ('copy', s.heap / s.bytes_per_second, 'seconds'),
    ('index', (s.heap + s.indexes) / s.bytes_per_second / 2, 'seconds'),
    ('verify', s.heap / 120 / 1048576, 'seconds'),
    ('whole', s.heap / s.bytes_per_second + (s.heap + s.indexes) / s.bytes_per_second / 2 + s.heap / 120 / 1048576, 'seconds')) e(what, amount, unit)
$$;
