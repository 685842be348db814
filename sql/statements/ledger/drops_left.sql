-- How many partitions of a table may this run still detach? What earlier executions of the same run have done counts too.
select greatest(0, coalesce(:max_drops::integer, c.max_drops_per_run) - (
    select count(*) from kalends.ledger l
    where l.table_schema = c.table_schema and l.table_name = c.table_name and l.action = 'detach' and l.outcome = 'done'
      and l.run_id in (
        select e.job_execution_id from kalends.batch_job_execution e
        join kalends.batch_job_execution this on this.job_instance_id = e.job_instance_id
        where this.job_execution_id = :run_id::bigint)))::integer as drops_left
from kalends.partition_config c
where c.table_schema = :table_schema::name and c.table_name = :table_name::name
