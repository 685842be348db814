-- How long did 95 of 100 of the last 20 probes of a day take at most, for each table and query pattern?
create or replace function kalends.query_percentile(as_of timestamptz default now())
  returns table (table_schema name, table_name name, pattern text, probes bigint, p95 double precision)
  language sql stable rows 100
  set search_path = pg_catalog, pg_temp
as $$
  select p.table_schema, p.table_name, p.pattern, count(*), percentile_disc(0.95) within group (order by p.milliseconds)
  from (select q.*, row_number() over (partition by q.table_schema, q.table_name, q.pattern order by q.id desc) as nth
        from kalends.query_probe q where q.probed_at > as_of - interval '1 day') p
  where p.nth <= 20
  group by p.table_schema, p.table_name, p.pattern
$$;
