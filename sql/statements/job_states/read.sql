-- How is each job that ever ran or has a schedule: is there a living run of it, which were the last and the last that failed, and when is the next due?
with run as materialized (
  select i.job_name, e.job_execution_id as id, e.status, coalesce(e.start_time, e.create_time) at time zone 'UTC' as started, e.end_time at time zone 'UTC' as ended,
         (select t.parameter_value from kalends.batch_job_execution_params t where t.job_execution_id = e.job_execution_id and t.parameter_name = 'table') as managed_table,
         e.end_time is null and exists (
           select from pg_locks k
           where k.locktype = 'advisory' and k.granted and k.objsubid = 1
             and k.database = (select d.oid from pg_database d where d.datname = current_database())
             and (k.classid::bigint << 32 | k.objid::bigint) = hashtextextended('kalends:' || p.parameter_value, 0)) as live
  from kalends.batch_job_execution e
  join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
  left join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = 'identity'
  where e.job_execution_id in (select max(x.job_execution_id) from kalends.batch_job_execution x join kalends.batch_job_instance y on y.job_instance_id = x.job_instance_id
                               group by y.job_name, x.status = 'FAILED', x.end_time is null)
),
schedule as materialized (select s.job, min(s.next_run) as next_run from kalends.status() s group by s.job),
job as (select 'maintenance' as job_name union select r.job_name from run r union select s.job from schedule s)
select j.job_name, exists (select from run r where r.job_name = j.job_name and r.live) as running,
       l.id as last_id, l.managed_table as last_table, l.status as last_status, l.started as last_started, l.ended as last_ended,
       f.id as failed_id, f.managed_table as failed_table, f.status as failed_status, f.started as failed_started, f.ended as failed_ended, s.next_run
from job j
left join schedule s on s.job = j.job_name
left join lateral (select * from run r where r.job_name = j.job_name order by r.id desc limit 1) l on true
left join lateral (select * from run r where r.job_name = j.job_name and r.status = 'FAILED' order by r.id desc limit 1) f on true
order by j.job_name <> 'maintenance', j.job_name
