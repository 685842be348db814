-- What is wrong with the managed tables and their runs now, or will be? severity: critical (writes fail or will, data is invisible, two tables may differ), warning or info.
-- One function for each family of findings, health_*(); tables and partitions are read once for all of them. kalends.threshold says from when on something is a finding.
create or replace function kalends.health(as_of timestamptz default now())
  returns table (severity text, finding text, table_schema text, table_name text, subject text, detail text, mend text, runbook text)
  language sql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
  set lock_timeout = '5s'
as $$
  with t as materialized (select coalesce(array_agg(x), '{}') as a from kalends.watched_tables(as_of) x),
  p as materialized (select coalesce(array_agg(x), '{}') as a from t, kalends.watched_partitions(t.a) x),
  found as (
    select f.* from t, kalends.health_periods(t.a, as_of) f
    union all select f.* from t, p, kalends.health_partitions(t.a, p.a) f
    union all select f.* from t, p, kalends.health_retention(t.a, p.a, as_of) f
    union all select f.* from t, p, kalends.health_upkeep(t.a, p.a, as_of) f
    union all select f.* from t, p, kalends.health_likeness(t.a, p.a, as_of) f
    union all select f.* from t, p, kalends.health_forecast(t.a, p.a, as_of) f
    union all select f.* from t, kalends.health_queries(t.a, as_of) f
    union all select f.* from t, kalends.health_runs(t.a, as_of) f
    union all select f.* from kalends.health_migrations(as_of) f
    union all select f.* from kalends.health_tokens(as_of) f
  )
  select f.severity, f.finding, f.table_schema::text, f.table_name::text, f.subject, f.detail, f.mend, 'docs/runbook/' || f.runbook || '.md#' || f.finding
  from found f
  order by array_position('{critical,warning,info}', f.severity), f.table_schema, f.table_name, f.finding, f.subject
$$;
