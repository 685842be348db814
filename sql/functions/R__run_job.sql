-- CALL kalends.run_job('vacuum', '{"table": "events"}'): lets a server run a job, waits, and says how it went; an error when it failed, when no server is there, or after `patience`.
-- It commits: not inside of a transaction, and its search_path cannot be pinned, so it calls nothing without its schema.
create or replace procedure kalends.run_job(job text, parameters jsonb default '{}', patience interval default '1 hour')
  language plpgsql
as $$
declare
  number bigint;
  outcome record;
  deadline timestamptz := pg_catalog.clock_timestamp() + patience;
begin
  if not exists (select from kalends.live_servers()) then
    raise exception 'no server is there that could run %', pg_catalog.quote_nullable(job)
      using errcode = 'KA001', hint = 'start one: kalends serve; or file it for the next run: SELECT kalends.request_job(…)';
  end if;
  number := kalends.request_job(job, parameters);
  commit;
  loop
    select s.state, s.message, s.run_id into outcome from kalends.request_status(number) s;
    exit when outcome.state in ('done', 'failed');
    if pg_catalog.clock_timestamp() > deadline then
      raise exception 'request % is % after %', number, outcome.state, patience using errcode = 'KA001', hint = pg_catalog.format('ask again: SELECT * FROM kalends.request_status(%s)', number);
    end if;
    if not exists (select from kalends.live_servers()) then
      raise exception 'request % is %, and no server is there any more', number, outcome.state using errcode = 'KA001', hint = 'the next server or kalends run carries it out';
    end if;
    commit;
    perform pg_catalog.pg_sleep(0.1);
  end loop;
  if outcome.state = 'failed' then
    raise exception 'request % (%) failed: %', number, job, outcome.message using errcode = 'KA002', hint = pg_catalog.format('kalends runs show %s', outcome.run_id);
  end if;
  raise notice 'request % (%) is done: %', number, job, outcome.message;
end
$$;
