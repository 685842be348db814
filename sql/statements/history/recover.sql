-- Which executions look as if they were running although nobody holds the lock of their run? Ends them, and their steps, as FAILED, so that they can be restarted.
-- :mine is the identity whose lock the caller holds on another connection.
with suspect as materialized (
  select e.job_execution_id, e.status, i.job_name, p.parameter_value as identity
  from kalends.batch_job_execution e
  join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
  left join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = 'identity'
  where e.status <> 'COMPLETED' and (:run_id::bigint is null or e.job_execution_id = :run_id::bigint)
    and (e.end_time is null or e.status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')
         or exists (select from kalends.batch_step_execution s
                    where s.job_execution_id = e.job_execution_id and s.status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')))
),
wreck as materialized (
  select * from suspect w
  where w.identity = :mine::text or pg_try_advisory_xact_lock(hashtextextended('kalends:' || coalesce(w.identity, w.job_execution_id::text), 0))
),
step as (
  update kalends.batch_step_execution s
  set status = 'FAILED', exit_code = 'FAILED', exit_message = 'its process died', end_time = coalesce(s.end_time, clock_timestamp() at time zone 'UTC'),
      last_updated = clock_timestamp() at time zone 'UTC', version = s.version + 1
  from wreck w
  where s.job_execution_id = w.job_execution_id and s.status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')
  returning s.job_execution_id
),
run as (
  update kalends.batch_job_execution e
  set status = 'FAILED', exit_code = 'FAILED', exit_message = 'its process died', end_time = coalesce(e.end_time, clock_timestamp() at time zone 'UTC'),
      last_updated = clock_timestamp() at time zone 'UTC', version = e.version + 1
  from wreck w
  where e.job_execution_id = w.job_execution_id
  returning e.job_execution_id
)
select w.job_execution_id, w.job_name, w.status, (select count(*) from step s where s.job_execution_id = w.job_execution_id) as steps
from wreck w
order by w.job_execution_id
