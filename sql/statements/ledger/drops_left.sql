-- How many partitions of a table may a run whose guard was raised still detach? What earlier executions of the same run have done counts too.
select greatest(0, :max_drops::integer - count(*))::integer as drops_left
from kalends.ledger l
where l.table_schema = :table_schema::name and l.table_name = :table_name::name and l.action = 'detach' and l.outcome = 'done'
  and l.run_id in (
    select e.job_execution_id from kalends.batch_job_execution e
    join kalends.batch_job_execution this on this.job_instance_id = e.job_instance_id
    where this.job_execution_id = :run_id::bigint)
