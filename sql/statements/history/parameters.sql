-- With which parameters was a run started, and how did it end?
select i.job_name, e.status, p.parameter_name, p.parameter_value
from kalends.batch_job_execution e
join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id
where e.job_execution_id = :run_id::bigint
