-- Runs the documented query patterns on the managed tables (or one), and writes down how long each took. Reads only; ACCESS SHARE, for which it waits 100 ms at most. What it costs is what these queries cost.
-- The caller's statement_timeout bounds the whole: the query that hits it is written down as timed out, and is the last. What is locked, or not to be read, is not measured.
create or replace function kalends.probe_queries(managed_table text default null, as_of timestamptz default now())
  returns table (table_schema name, table_name name, pattern text, milliseconds double precision, timed_out boolean)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set lock_timeout = '100ms'
as $$
#variable_conflict use_variable
declare
  q record;
  begun timestamptz;
begin
  for q in
    select m.table_schema, m.table_name, m.parent, p.leaf, p.pattern, p.query
    from kalends.managed_tables(managed_table, as_of, '{}') m cross join lateral kalends.probe_patterns(m.parent, as_of) p
    where m.present is not null
    order by m.table_schema, m.table_name
  loop
    table_schema := q.table_schema;
    table_name := q.table_name;
    pattern := q.pattern;
    timed_out := false;
    begun := clock_timestamp();
    begin
      perform kalends.query_as_owner(array[q.parent, q.leaf], q.query);
    exception
      when lock_not_available or insufficient_privilege or sqlstate 'KA002' then
        continue;
      when query_canceled then
        -- cancelled by somebody, and not by the time-out: that is no measurement
        if (clock_timestamp() - statement_timestamp() < nullif(current_setting('statement_timeout'), '0')::interval * 0.95) is not false then
          raise;
        end if;
        timed_out := true;
    end;
    milliseconds := extract(epoch from clock_timestamp() - begun) * 1000;
    insert into kalends.query_probe (table_schema, table_name, pattern, milliseconds, timed_out) values (q.table_schema, q.table_name, q.pattern, milliseconds, timed_out);
    delete from kalends.query_probe o
    where o.table_schema = q.table_schema and o.table_name = q.table_name
      and (o.probed_at < clock_timestamp() - interval '30 days'
           or o.pattern = q.pattern and o.id <= (select x.id from kalends.query_probe x where x.table_schema = q.table_schema and x.table_name = q.table_name and x.pattern = q.pattern order by x.id desc offset 100 limit 1));
    return next;
    exit when timed_out;
  end loop;
end
$$;
