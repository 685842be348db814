-- Takes the oldest waiting request after `behind`, so that nobody else carries it out too. One that a dead program had taken is waiting again.
-- Passed over is what would find the same already running, by another program, and would have to wait for it.
create or replace function kalends.claim_request(owner text, ttl interval, behind bigint default 0)
  returns table (id bigint, job text, parameters jsonb, actor name)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  update kalends.request r set state = 'running', started_at = clock_timestamp(), message = claim_request.owner
  where r.id = (select w.id from kalends.request w
                where w.state in ('waiting', 'running') and w.id > behind
                  and (w.state = 'waiting' or not kalends.process_is_live(w.message, ttl))
                  and not exists (select from kalends.request o where o.state = 'running' and o.job = w.job and o.parameters = w.parameters and o.id <> w.id)
                order by w.id limit 1 for update skip locked)
  returning r.id, r.job, r.parameters, r.actor
$$;
