-- The series of the work: tables managed, last successes, runs by state, requests that wait, processes that live, the size of the database.
create or replace function kalends.metrics_of_runs(most integer) returns table (metric text, help text, labels jsonb, value double precision)
  language sql stable rows 500
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  select 'kalends_tables', 'Managed tables.', '{}'::jsonb, (select count(*) from kalends.partition_config)::double precision
  union all
  select 'kalends_tables_without_series', 'Managed tables that have no series of their own, since there are too many.', '{}', greatest((select count(*) from kalends.partition_config) - most, 0)
  union all
  select 'kalends_step_last_success_timestamp_seconds', 'When the step last succeeded for the table, with or without work to do, in Unix time.',
         jsonb_build_object('table', l.label, 'step', s.step), extract(epoch from max(s.succeeded_at))
  from kalends.last_successes() s join kalends.metric_tables(most) l on l.table_schema = s.table_schema and l.table_name = s.table_name
  group by l.label, s.step
  union all
  select 'kalends_job_last_success_timestamp_seconds', 'When a run of the job last ended with success, in Unix time.', jsonb_build_object('job_name', i.job_name), extract(epoch from max(e.end_time) at time zone 'UTC')
  from kalends.batch_job_execution e join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
  where e.status = 'COMPLETED' group by i.job_name
  union all
  select 'kalends_runs', 'Runs of the last 24 hours by job and state; without an end: whenever they began.', jsonb_build_object('job_name', i.job_name, 'state', lower(e.status)), count(*)
  from kalends.batch_job_execution e join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
  where e.create_time > (now() at time zone 'UTC') - interval '24 hours' or e.end_time is null
  group by i.job_name, e.status
  union all
  select 'kalends_requests', 'Requests from SQL that wait or run.', jsonb_build_object('state', s.state), (select count(*) from kalends.request r where r.state = s.state)
  from (values ('waiting'), ('running')) s(state)
  union all
  select 'kalends_processes', 'Processes of Kalends that beat.', '{}', (select count(*) from kalends.process p where kalends.process_is_live(p.owner, '30 seconds'))
  union all
  select 'kalends_database_bytes', 'Size of the database in bytes.', '{}', pg_database_size(d.oid) from pg_database d where d.datname = current_database()
  union all
  select 'kalends_disk_limit_bytes', 'The threshold disk_bytes.', '{}', kalends.threshold_of('disk_bytes') where kalends.threshold_of('disk_bytes') is not null
$$;
