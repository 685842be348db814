-- Files a request for a job, to be carried out by a waiting server or by the next run, and returns its number.
create or replace function kalends.request_job(job text, parameters jsonb default '{}') returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  number bigint;
begin
  if job is null or job <> all ('{maintenance,create,analyze,vacuum,drop,record}') then
    raise exception 'job % is unknown: jobs are maintenance, create, analyze, vacuum, drop and record', quote_nullable(job) using errcode = 'KA003';
  end if;
  if parameters ? 'table' and not exists (select from kalends.partition_config c where kalends.matches_table(c.table_schema, c.table_name, parameters ->> 'table')) then
    raise exception 'no row of kalends.partition_config is called %', quote_literal(parameters ->> 'table') using errcode = 'KA003';
  end if;
  insert into kalends.request (job, parameters) values (request_job.job, request_job.parameters) returning id into number;
  perform pg_notify('kalends_request', number::text);
  return number;
end
$$;
