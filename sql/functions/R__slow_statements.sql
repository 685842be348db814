-- Which statements of this database does pg_stat_statements take for slower than this? It keeps no percentile: p95 is that of a log-normal distribution of its mean and deviation, of 20 calls at least.
-- Nothing where the extension is not installed, not loaded or not to be read.
create or replace function kalends.slow_statements(milliseconds bigint) returns table (query text, calls bigint, mean double precision, deviation double precision, p95 double precision)
  language plpgsql stable strict rows 10
  set search_path = pg_catalog, pg_temp
as $$
declare
  home text := (select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements');
begin
  if home is null or to_regclass(home || '.pg_stat_statements') is null then
    return;
  end if;
  return query execute format($query$
    select left(regexp_replace(s.query, '\s+', ' ', 'g'), 300), s.calls, s.mean_exec_time, s.stddev_exec_time, e.p95
    from %s.pg_stat_statements s
    cross join lateral (select sqrt(ln(1 + (s.stddev_exec_time / s.mean_exec_time) ^ 2)) as sigma) g
    cross join lateral (select exp(ln(s.mean_exec_time) - g.sigma ^ 2 / 2 + 1.6449 * g.sigma) as p95) e
    where s.calls >= 20 and s.mean_exec_time > 0 and s.query ~* '^\s*(select|with)\M' and s.dbid = (select d.oid from pg_database d where d.datname = current_database())
      and e.p95 > $1 order by e.p95 desc limit 100$query$, home) using milliseconds;
exception
  when object_not_in_prerequisite_state or insufficient_privilege or undefined_column then
    return;
end
$$;
