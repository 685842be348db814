-- What did a run do, per table and action, and what went wrong? Each message once, in the order in which they came: the first act had the whole deadline to find out its reason.
create or replace function kalends.run_summary(run_id bigint)
  returns table (table_schema name, table_name name, action text, outcome text, actions bigint, row_count bigint, bytes bigint, waited_ms bigint, max_held_ms integer, targets name[], messages text[])
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select l.table_schema, l.table_name, l.action, l.outcome, count(*), sum(l.row_count)::bigint, sum(l.bytes)::bigint, sum(l.waited_ms), max(l.held_ms),
         array_agg(l.target order by l.id), coalesce(array_agg(l.message order by l.id) filter (where l.is_news), '{}')
  from (select e.*, e.message is not null and row_number() over (partition by e.table_schema, e.table_name, e.action, e.outcome, e.message order by e.id) = 1 as is_news
        from kalends.ledger e where e.run_id = run_summary.run_id) l
  group by l.table_schema, l.table_name, l.action, l.outcome
  order by l.table_schema, l.table_name, min(l.id)
$$;
