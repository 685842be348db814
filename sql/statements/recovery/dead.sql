-- Which runs did a server begin that is dead or paused now, on somebody's behalf? Not those of a schedule or a request, nor what a person has to decide anew.
select e.job_execution_id
from kalends.batch_job_execution e
join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
join kalends.batch_job_execution_params a on a.job_execution_id = e.job_execution_id and a.parameter_name = 'actor'
join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = 'identity'
where e.end_time is null and i.job_name not in ('cutover', 'rollback', 'retire')
  and not exists (select from kalends.batch_job_execution_params t where t.job_execution_id = e.job_execution_id and t.parameter_name = 'tick')
  and not exists (select from kalends.request r where r.run_id is null and r.state in ('waiting', 'running') and r.actor = a.parameter_value)
  and not exists (
    select from pg_locks l
    join pg_stat_get_activity(null) b on b.pid = l.pid
    where l.locktype = 'advisory' and l.granted and l.objsubid = 1
      and l.database = (select d.oid from pg_database d where d.datname = current_database())
      and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('kalends:' || p.parameter_value, 0)
      and kalends.process_is_live(b.application_name, :ttl::interval))
order by e.job_execution_id
