-- How did a request go?
create or replace function kalends.request_status(request bigint)
  returns table (state text, job text, parameters jsonb, requested_at timestamptz, started_at timestamptz, finished_at timestamptz, run_id bigint, message text)
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select r.state, r.job, r.parameters, r.requested_at, r.started_at, r.finished_at, r.run_id, r.message from kalends.request r where r.id = request
$$;
