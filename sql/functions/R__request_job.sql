-- Files a request for a job, to be carried out by a waiting server or by the next run, and returns its number.
-- parameters: any of table, full (VACUUM FULL), max_drops, as_of.
create or replace function kalends.request_job(job text, parameters jsonb default '{}') returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  number bigint;
begin
  insert into kalends.request (job, parameters)
  values (request_job.job, kalends.job_parameters(request_job.job, request_job.parameters, '{table,full,max_drops,as_of}'))
  returning id into number;
  perform pg_notify('kalends_request', '');
  return number;
end
$$;
