-- Which runs were there lately, how did they end, and whose process still holds the lock of its run?
select e.job_execution_id, i.job_name, e.status, coalesce(e.start_time, e.create_time) at time zone 'UTC' as started, e.end_time at time zone 'UTC' as ended,
       p.parameter_value as identity, t.parameter_value as managed_table, coalesce(l.done, 0) as done, coalesce(l.problems, 0) as problems,
       e.end_time is null and exists (
         select from pg_locks k
         where k.locktype = 'advisory' and k.granted and k.objsubid = 1
           and k.database = (select d.oid from pg_database d where d.datname = current_database())
           and (k.classid::bigint << 32 | k.objid::bigint) = hashtextextended('kalends:' || p.parameter_value, 0)) as live
from kalends.batch_job_execution e
join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
left join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = 'identity'
left join kalends.batch_job_execution_params t on t.job_execution_id = e.job_execution_id and t.parameter_name = 'table'
left join lateral (
  select count(*) filter (where l.outcome = 'done') as done, count(*) filter (where l.outcome in ('failed', 'busy', 'refused')) as problems
  from kalends.ledger l where l.run_id = e.job_execution_id) l on true
where (:run_id::bigint is null or e.job_execution_id = :run_id::bigint) and (:before::bigint is null or e.job_execution_id < :before::bigint)
order by e.job_execution_id desc
limit :most::bigint
