-- Which migrations have failed, do not get on though nothing holds them, and whose two tables may not be equal?
create or replace function kalends.health_migrations(as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with live as materialized (
    select m.*, format('%I.%I', m.source_schema, m.source_table) as label, kalends.worker_of(m.source_schema, m.source_table) as owner,
           greatest(m.phase_at, (select max(s.moved_at) from kalends.migration_stripe s where s.migration_id = m.id), (select max(c.checked_at) from kalends.migration_check c where c.migration_id = m.id),
                    (select max(l.at) from kalends.ledger l where l.table_schema = m.source_schema and l.table_name = m.source_table and l.at >= m.created_at and l.outcome = 'done')) as progress_at,
           (select t.reasons from kalends.throttle_state t where t.migration_id = m.id) as reasons
    from kalends.migration m
    where m.phase not in ('retired', 'rolled_back')
  ),
  -- The last run of each: what it failed at stands in the ledger; a run that was refused, or found a lock taken, says so itself.
  failed as materialized (
    select m.id, r.job_execution_id as run_id, r.job_name, r.end_time, f.message
    from live m
    cross join lateral (
      select e.job_execution_id, e.status, e.end_time, i.job_name
      from kalends.batch_job_execution e
      join kalends.batch_job_instance i on i.job_instance_id = e.job_instance_id and i.job_name in ('migrate', 'cutover', 'rollback', 'retire')
      join kalends.batch_job_execution_params p on p.job_execution_id = e.job_execution_id and p.parameter_name = 'table' and p.parameter_value in (m.label, m.source_schema || '.' || m.source_table)
      order by e.job_execution_id desc limit 1) r
    left join lateral (select l.outcome, l.message from kalends.ledger l where l.run_id = r.job_execution_id and l.outcome <> 'done' order by l.id desc limit 1) f on true
    where r.status = 'FAILED' and m.owner is null and not m.paused and coalesce(f.outcome, 'failed') = 'failed'
  ),
  compared as (
    select distinct on (c.migration_id) c.migration_id, c.equal, c.checked_at from kalends.migration_check c where c.partition_name is null order by c.migration_id, c.id desc
  )
  select 'warning', 'migration_failed', m.source_schema, m.source_table, m.source_table::text,
         format('%s, and run %s (%s) failed at %s: %s', m.phase, f.run_id, f.job_name, to_char(f.end_time, 'YYYY-MM-DD HH24:MI'), coalesce(f.message, 'its program was gone before it could say why')),
         format('mend that, then kalends migrate %s %s goes on', case f.job_name when 'migrate' then 'start' else f.job_name end, kalends.shell_word(m.label)), 'migrate'
  from failed f join live m on m.id = f.id
  union all
  select 'warning', 'migration_stalled', m.source_schema, m.source_table, m.source_table::text,
         format('%s, and nothing was done since %s: %s', m.phase, to_char(m.progress_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), case when m.owner is null then 'no run works on it' else m.owner || ' holds it' end),
         format('kalends migrate start %s goes on; kalends migrate pause %1$s if that is meant', kalends.shell_word(m.label)), 'migrate'
  from live m
  where m.phase not in ('verified', 'cut_over') and not m.paused and (m.owner is null or coalesce(m.reasons, '{}') = '{}')
    and m.id not in (select f.id from failed f) and m.progress_at <= as_of - make_interval(mins => kalends.threshold_of('migration_stalled_minutes')::integer)
    and not exists (select from pg_stat_progress_create_index x join pg_inherits i on i.inhrelid = x.relid where i.inhparent = m.shadow_oid)
  union all
  select 'critical', 'mirror_broken', m.source_schema, m.source_table, m.source_table, coalesce(f.why, format('the comparison of %s found differences', to_char(c.checked_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))),
         format('kalends migrate verify %s --repair', kalends.shell_word(m.label)), 'migrate'
  from live m
  cross join lateral (select kalends.visible_mirror_fault(m.id) as why offset 0) f
  left join compared c on c.migration_id = m.id and not c.equal
  where m.phase in ('mirroring', 'verified', 'cut_over') and (f.why is not null or c.migration_id is not null)
$$;
