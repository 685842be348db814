-- Takes the oldest waiting request, so that nobody else carries it out too. One that a dead program had taken is waiting again.
create or replace function kalends.claim_request(owner text, ttl interval)
  returns table (id bigint, job text, parameters jsonb, actor name)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  update kalends.request r set state = 'running', started_at = clock_timestamp(), message = claim_request.owner
  where r.id = (select w.id from kalends.request w
                where w.state = 'waiting' or w.state = 'running' and not kalends.process_is_live(w.message, ttl)
                order by w.id limit 1 for update skip locked)
  returning r.id, r.job, r.parameters, r.actor
$$;
