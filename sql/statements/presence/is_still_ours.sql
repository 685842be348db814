-- Is the run whose lock was lost with its connection still under way, or has somebody else taken it for dead and ended it?
select exists (
  select from kalends.batch_job_execution e
  join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id
  where p.parameter_name = 'identity' and p.parameter_value = :identity and e.end_time is null) as is_still_ours
