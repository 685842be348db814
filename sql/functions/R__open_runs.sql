-- Which runs have no end yet, does the process live that holds the lock of each, and when did each last get on?
create or replace function kalends.open_runs()
  returns table (run_id bigint, job text, status text, started_at timestamptz, live boolean, progress_at timestamptz)
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
as $$
  select e.job_execution_id, i.job_name, e.status, s.at,
         exists (select from pg_locks k
                 where k.locktype = 'advisory' and k.granted and k.objsubid = 1 and k.database = (select d.oid from pg_database d where d.datname = current_database())
                   and (k.classid::bigint << 32 | k.objid::bigint) = hashtextextended('kalends:' || coalesce(p.parameter_value, e.job_execution_id::text), 0)),
         greatest(s.at, (select max(x.last_updated) at time zone 'UTC' from kalends.batch_step_execution x where x.job_execution_id = e.job_execution_id),
                  (select max(l.at) from kalends.ledger l where l.run_id = e.job_execution_id),
                  (select max(t.probed_at) from kalends.throttle_state t where i.job_name = 'migrate'))
  from kalends.batch_job_execution e
  join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id
  left join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = 'identity'
  cross join lateral (select coalesce(e.start_time, e.create_time) at time zone 'UTC' as at) s
  where e.end_time is null
$$;
