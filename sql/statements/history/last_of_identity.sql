-- How did the last run of an identity end, and which number of its kind was it?
select e.job_execution_id, e.status, s.parameter_value::bigint as sequence
from kalends.batch_job_execution_params i
join kalends.batch_job_execution e on e.job_execution_id = i.job_execution_id
join kalends.batch_job_execution_params s on s.job_execution_id = e.job_execution_id and s.parameter_name = 'sequence'
where i.parameter_name = 'identity' and i.parameter_value = :identity
order by e.job_execution_id desc
limit 1
