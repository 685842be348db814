-- Says how a request went: done or failed; or waiting, when it could not be begun and is left to the next run. Only who has it may: true when `owner` had.
create or replace function kalends.finish_request(request bigint, owner text, state text, run_id bigint, message text) returns boolean
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with told as (
    update kalends.request r
    set state = finish_request.state, run_id = finish_request.run_id, message = finish_request.message,
        finished_at = case when finish_request.state in ('done', 'failed') then clock_timestamp() end
    where r.id = finish_request.request and r.state = 'running' and r.message = finish_request.owner
    returning 1)
  select exists (select from told)
$$;
