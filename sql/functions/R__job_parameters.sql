-- The parameters of a job as they are kept, each of its type; what is not known is refused (KA003), with the parameters that there are. allowed: any of table, full, max_drops, as_of.
create or replace function kalends.job_parameters(job text, parameters jsonb, allowed text[]) returns jsonb
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  wanted jsonb := coalesce(parameters, '{}');
  unknown text;
begin
  if job is null or job <> all ('{maintenance,create,analyze,vacuum,drop,record}') then
    raise exception 'job % is unknown: jobs are maintenance, create, analyze, vacuum, drop and record', quote_nullable(job) using errcode = 'KA003';
  end if;
  if jsonb_typeof(wanted) <> 'object' then
    raise exception 'the parameters of job % are %: give an object, as in {"table": "events"}', quote_literal(job), wanted using errcode = 'KA003';
  end if;
  select k into unknown from jsonb_object_keys(wanted) k where k <> all (allowed) limit 1;
  if unknown is not null then
    raise exception 'parameter % is unknown: parameters are % and %', quote_literal(unknown), array_to_string(trim_array(allowed, 1), ', '), allowed[cardinality(allowed)] using errcode = 'KA003';
  end if;
  if wanted ? 'table' and not exists (select from kalends.partition_config c where kalends.matches_table(c.table_schema, c.table_name, wanted ->> 'table')) then
    raise exception 'no row of kalends.partition_config is called %', quote_literal(wanted ->> 'table') using errcode = 'KA003';
  end if;
  return wanted || jsonb_strip_nulls(jsonb_build_object('full', (wanted ->> 'full')::boolean, 'max_drops', (wanted ->> 'max_drops')::integer, 'as_of', (wanted ->> 'as_of')::timestamptz));
end
$$;
