-- Files a request for a job, to be carried out by a waiting server or by the next run, and returns its number.
-- parameters: any of table, full (VACUUM FULL), max_drops, as_of.
create or replace function kalends.request_job(job text, parameters jsonb default '{}') returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  number bigint;
  wanted jsonb := coalesce(parameters, '{}');
  unknown text := (select k from jsonb_object_keys(coalesce(parameters, '{}')) k where k <> all ('{table,full,max_drops,as_of}') limit 1);
begin
  if job is null or job <> all ('{maintenance,create,analyze,vacuum,drop,record}') then
    raise exception 'job % is unknown: jobs are maintenance, create, analyze, vacuum, drop and record', quote_nullable(job) using errcode = 'KA003';
  end if;
  if unknown is not null then
    raise exception 'parameter % is unknown: parameters are table, full, max_drops and as_of', quote_literal(unknown) using errcode = 'KA003';
  end if;
  if wanted ? 'table' and not exists (select from kalends.partition_config c where kalends.matches_table(c.table_schema, c.table_name, wanted ->> 'table')) then
    raise exception 'no row of kalends.partition_config is called %', quote_literal(wanted ->> 'table') using errcode = 'KA003';
  end if;
  wanted := wanted || jsonb_strip_nulls(jsonb_build_object('full', (wanted ->> 'full')::boolean, 'max_drops', (wanted ->> 'max_drops')::integer, 'as_of', (wanted ->> 'as_of')::timestamptz));
  insert into kalends.request (job, parameters) values (request_job.job, wanted) returning id into number;
  perform pg_notify('kalends_request', number::text);
  return number;
end
$$;
