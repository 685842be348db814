-- What is there to measure, as Prometheus wants it: one row for each series, read from the database, so that it outlives every process? Of more than `most` tables the first by name have series of their own.
create or replace function kalends.metrics(most integer default 500)
  returns table (metric text, help text, labels jsonb, value double precision)
  language sql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
  set lock_timeout = '5s'
as $$
  select x.* from kalends.metrics_of_tables(most) x
  union all
  select x.* from kalends.metrics_of_runs(most) x
  union all
  select x.* from kalends.metrics_of_migrations() x
  union all
  select 'kalends_finding', 'Findings of health by name, severity and table.',
         jsonb_build_object('finding', f.finding, 'severity', f.severity, 'table', coalesce(n.label, '(others)')), count(*)
  from kalends.health() f
  left join lateral (select case when f.table_name is null then '' else (select l.label from kalends.metric_tables(most) l where l.table_schema = f.table_schema and l.table_name = f.table_name) end as label) n on true
  group by f.finding, f.severity, coalesce(n.label, '(others)')
$$;
