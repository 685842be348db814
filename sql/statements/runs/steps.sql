-- How did the steps of a run go, the tables' parts included?
select s.step_name, s.status, s.start_time at time zone 'UTC' as started, s.end_time at time zone 'UTC' as ended, nullif(s.exit_message, '') as message
from kalends.batch_step_execution s
where s.job_execution_id = :run_id::bigint
order by s.step_execution_id
