-- Deletes what is older than so many days: ended runs of Spring Batch, answered requests, ticks, query probes, lines of the ledger (not of the last 30 days). At most so many rows of each by one call, the oldest first; returns how many there were. Call it, each time in a
-- transaction of its own, until it returns 0.
create or replace function kalends.prune_history(days integer, most integer default 1000) returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  cut_off constant timestamptz := clock_timestamp() - make_interval(days => days);
  runs bigint[];
  steps bigint[];
  pruned bigint;
  part bigint;
begin
  if days < 1 or most < 1 then
    raise exception 'history is kept for % days, pruned by % rows: both must be positive', days, most using errcode = 'KA003';
  end if;
  runs := array(
    select e.job_execution_id from kalends.batch_job_execution e
    where e.end_time < cut_off at time zone 'UTC' and e.status not in ('STARTING', 'STARTED', 'STOPPING')
      and not exists (select from kalends.batch_job_execution l where l.job_instance_id = e.job_instance_id and l.end_time is null)
    order by e.end_time limit most for update skip locked);
  steps := array(select s.step_execution_id from kalends.batch_step_execution s where s.job_execution_id = any (runs));
  delete from kalends.batch_step_execution_context x where x.step_execution_id = any (steps);
  delete from kalends.batch_step_execution x where x.step_execution_id = any (steps);
  delete from kalends.batch_job_execution_context x where x.job_execution_id = any (runs);
  delete from kalends.batch_job_execution_params x where x.job_execution_id = any (runs);
  with gone as (delete from kalends.batch_job_execution x where x.job_execution_id = any (runs) returning x.job_instance_id)
  delete from kalends.batch_job_instance i using (select distinct job_instance_id from gone) g
  where i.job_instance_id = g.job_instance_id and not exists (select from kalends.batch_job_execution e where e.job_instance_id = i.job_instance_id and e.job_execution_id <> all (runs));
  pruned := cardinality(runs);
  delete from kalends.request r where r.id in (select x.id from kalends.request x where x.state in ('done', 'failed') and x.finished_at < cut_off order by x.id limit most);
  get diagnostics part = row_count;
  pruned := pruned + part;
  delete from kalends.tick t where (t.schedule, t.due_at) in (
    select x.schedule, x.due_at from kalends.tick x where x.due_at < cut_off and x.due_at < (select max(n.due_at) from kalends.tick n where n.schedule = x.schedule) order by x.due_at limit most);
  get diagnostics part = row_count;
  pruned := pruned + part;
  delete from kalends.query_probe q where q.id in (select x.id from kalends.query_probe x where x.probed_at < cut_off order by x.id limit most);
  get diagnostics part = row_count;
  pruned := pruned + part;
  delete from kalends.ledger l where l.id in (select x.id from kalends.ledger x where x.at < least(cut_off, clock_timestamp() - interval '30 days') order by x.at limit most);
  get diagnostics part = row_count;
  return pruned + part;
end
$$;
