-- When did each step last succeed for each managed table, in the last 60 days: by a run, with or without work to do, or, in a database without runs, by anything that was done from SQL?
create or replace function kalends.last_successes()
  returns table (table_schema name, table_name name, step text, succeeded_at timestamptz)
  language sql stable rows 400
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with manager as materialized (
    select s.step_name as step, s.job_execution_id, s.status, s.end_time, t.parameter_value as only_table
    from kalends.batch_job_execution e
    join kalends.batch_step_execution s on s.job_execution_id = e.job_execution_id and s.step_name in ('create', 'analyze', 'drop', 'record') and s.end_time is not null
    left join kalends.batch_job_execution_params t on t.job_execution_id = e.job_execution_id and t.parameter_name = 'table'
    where e.create_time > (now() at time zone 'UTC') - interval '60 days'
  ),
  -- A table without a worker had nothing to do, if the step got so far as to hand out work.
  worker as materialized (
    select m.step, m.job_execution_id, substr(w.step_name, length(m.step) + 2) as label, w.status
    from manager m join kalends.batch_step_execution w on w.job_execution_id = m.job_execution_id and w.step_name like m.step || ':%'
  ),
  handed_out as materialized (
    select m.* from manager m where m.status = 'COMPLETED' or exists (select from worker w where w.job_execution_id = m.job_execution_id and w.step = m.step and w.status = 'FAILED')
  )
  select c.table_schema, c.table_name, h.step, max(h.end_time) at time zone 'UTC'
  from kalends.partition_config c
  cross join lateral (select c.table_schema || '.' || c.table_name as plain, format('%I.%I', c.table_schema, c.table_name) as quoted) n
  join handed_out h on (h.only_table is null or h.only_table in (n.plain, n.quoted)) and h.end_time at time zone 'UTC' >= c.created_at
  left join worker w on w.job_execution_id = h.job_execution_id and w.step = h.step and w.label in (n.plain, n.quoted)
  where coalesce(w.status, 'COMPLETED') = 'COMPLETED'
  group by c.table_schema, c.table_name, h.step
  union all
  select c.table_schema, c.table_name, s.step, max(l.at)
  from kalends.partition_config c
  cross join unnest('{create,analyze,drop,record}'::text[]) s(step)
  join kalends.ledger l on l.table_schema = c.table_schema and l.table_name = c.table_name and l.at > now() - interval '60 days' and l.run_id is null and l.outcome = 'done'
  where not exists (select from manager)
  group by c.table_schema, c.table_name, s.step
$$;
