-- Which of the documented query patterns take too long: 95 of 100 of the last 20 probes of a day, where there are five at least?
create or replace function kalends.health_queries(tables kalends.watched_table[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  select 'warning', 'slow_query', m.table_schema, m.table_name, m.table_name::text,
         format('%s: p95 %s ms over the last %s probes, the limit is %s ms', s.pattern, round(s.p95::numeric), s.probes, m.query_p95_ms), format('kalends run analyze table=%s, and see the page', kalends.shell_word(m.parent_name)), 'queries'
  from kalends.each_table(tables) m join kalends.query_percentile(as_of) s on s.table_schema = m.table_schema and s.table_name = m.table_name and s.probes >= 5 and s.p95 > m.query_p95_ms
  union all
  select 'info', 'slow_statement', m.table_schema, m.table_name, m.table_name,
         format('p95 is estimated at %s ms for a statement with %s calls (log-normal of mean %s ms and deviation %s ms since the last reset; pg_stat_statements keeps no percentile): %s',
                round(s.p95::numeric), s.calls, round(s.mean::numeric), round(s.deviation::numeric), s.query), 'EXPLAIN it: does it name the key column?', 'queries'
  from kalends.each_table(tables) m join lateral (
    select x.* from kalends.slow_statements((select min(t.query_p95_ms) from kalends.each_table(tables) t)) x
    where x.p95 > m.query_p95_ms and x.query ~* ('(^|[^a-z0-9_])' || regexp_replace(m.table_name, '([^a-zA-Z0-9_])', '\\\1', 'g') || '($|[^a-z0-9_])')
    order by x.p95 desc limit 1) s on true
$$;
