-- When will each managed table run out of partitions, and when will its present partition pass max_partition_bytes, at the pace of its growth?
create or replace function kalends.forecast(as_of timestamptz default now())
  returns table (table_schema name, table_name name, partitions_until timestamptz, bytes_per_day bigint, present_bytes bigint, present_bytes_at_end bigint, size_passed_at timestamptz)
  language sql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with tables as materialized (select array_agg(t) as a from kalends.watched_tables(as_of) t where t.present is not null),
  partitions as materialized (select array_agg(p) as a from tables, kalends.watched_partitions(tables.a) p)
  select m.table_schema, m.table_name, g.partitions_until, g.bytes_per_day::bigint, g.present_bytes, g.present_bytes_at_end::bigint, g.size_passed_at
  from tables, partitions, kalends.growth(tables.a, partitions.a, as_of, 1) g, kalends.each_table(tables.a) m
  where m.parent = g.parent
  order by m.table_schema, m.table_name
$$;
