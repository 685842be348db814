-- What did a run do, per table and action, and what went wrong?
create or replace function kalends.run_summary(run_id bigint)
  returns table (table_schema name, table_name name, action text, outcome text, actions bigint, row_count bigint, bytes bigint, waited_ms bigint, max_held_ms integer, targets name[], messages text[])
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select l.table_schema, l.table_name, l.action, l.outcome, count(*), sum(l.row_count)::bigint, sum(l.bytes)::bigint, sum(l.waited_ms), max(l.held_ms),
         array_agg(l.target order by l.id), array_remove(array_agg(distinct l.message), null)
  from kalends.ledger l
  where l.run_id = run_summary.run_id
  group by l.table_schema, l.table_name, l.action, l.outcome
  order by l.table_schema, l.table_name, min(l.id)
$$;
