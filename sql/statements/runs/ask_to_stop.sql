-- Asks the processes of living runs to stop after the action at hand; which runs were asked?
with live as materialized (
  select e.job_execution_id, a.application_name as owner
  from kalends.batch_job_execution e
  join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = 'identity'
  join pg_locks k on k.locktype = 'advisory' and k.granted and k.objsubid = 1
    and (k.classid::bigint << 32 | k.objid::bigint) = hashtextextended('kalends:' || p.parameter_value, 0)
    and k.database = (select d.oid from pg_database d where d.datname = current_database())
  join pg_stat_activity a on a.pid = k.pid
  where e.end_time is null and (:run_id::bigint is null or e.job_execution_id = :run_id::bigint)
),
asked as (
  update kalends.process p set stop_requested = true from live l where p.owner = l.owner returning p.owner
)
select l.job_execution_id from live l where l.owner in (select owner from asked) order by 1
