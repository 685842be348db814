-- Which partitions are not as they should be: rows in the catch-all, a detach half done, too large, an invalid index?
create or replace function kalends.health_partitions(tables kalends.watched_table[], partitions kalends.watched_partition[]) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  select 'warning', 'catch_all_rows', m.table_schema, m.table_name, c.relname::text, format('%s rows lie in the catch-all (%s)', case when c.reltuples > 0 then 'about ' || c.reltuples::bigint else 'uncounted' end, pg_size_pretty(s.bytes)),
         format('kalends plan %1$s --steps create shows what is drained, and what keeps it from that; kalends run create table=%1$s drains what lies between the oldest partition and the horizon (future_partitions ahead). For what is older, create_monthly_partition() makes the first partition; the rest stays', kalends.shell_word(m.parent_name)), 'create'
  from kalends.each_table(tables) m join pg_class c on c.oid = m.default_oid and m.fault is null
  cross join lateral (select pg_relation_size(c.oid) + coalesce(sum(pg_relation_size(i.inhrelid)), 0) as bytes from pg_inherits i where i.inhparent = c.oid) s
  where s.bytes > 0 and (m.catch_all_rows = 0 or c.reltuples < 0 or c.reltuples > m.catch_all_rows) and m.catch_all_rows is not null and coalesce(kalends.has_rows(m.default_oid), c.reltuples > 0)
  union all
  select 'critical', 'pending_detach', m.table_schema, m.table_name, c.relname, 'a concurrent detach was interrupted: the rows are invisible and the range refuses inserts',
         format('kalends run create table=%s finishes it', kalends.shell_word(m.parent_name)), 'drop'
  from kalends.each_partition(partitions) p join kalends.each_table(tables) m on m.parent = p.parent join pg_class c on c.oid = p.partition where p.detach_pending
  union all
  select 'warning', 'partition_size', m.table_schema, m.table_name, c.relname, format('%s, over the limit of %s', pg_size_pretty(pg_total_relation_size(c.oid)), pg_size_pretty(m.max_partition_bytes)),
         'choose a finer granularity, or raise max_partition_bytes', 'record'
  from kalends.each_partition(partitions) p join kalends.each_table(tables) m on m.parent = p.parent join pg_class c on c.oid = p.partition
  -- the size itself is dear (a look at each file), and an index or a TOAST table may be many times the heap; CASE, since AND has no order
  where case when c.relpages::bigint * current_setting('block_size')::integer > m.max_partition_bytes / 16 then pg_total_relation_size(c.oid) > m.max_partition_bytes end
  union all
  select 'warning', 'invalid_index', m.table_schema, m.table_name, i.indexrelid::regclass::text, 'the index is invalid: no query uses it',
         format('drop it and build it again: DROP INDEX %s', i.indexrelid::regclass), 'doctor'
  from pg_index i
  join (select t.parent, t.parent as relation from kalends.each_table(tables) t where t.parent is not null union all select p.parent, p.partition from kalends.each_partition(partitions) p) r on r.relation = i.indrelid
  join kalends.each_table(tables) m on m.parent = r.parent
  where not i.indisvalid
$$;
