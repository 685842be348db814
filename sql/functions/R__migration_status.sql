-- How is a migration? Its phase and since when, what is done, the log, the mirror's health, what it waits for and who is in the way, what was verified, what is kept until when.
create or replace function kalends.migration_status(id bigint) returns jsonb
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', m.id, 'source', format('%I.%I', m.source_schema, m.source_table), 'target', format('%I.%I', m.target_schema, m.target_table),
    'phase', m.phase, 'since', m.phase_at, 'created_at', m.created_at, 'message', m.message, 'paused', m.paused, 'pace', m.pace, 'workers', m.workers,
    'worker', kalends.worker_of(m.source_schema, m.source_table),
    'waits_for', kalends.migration_waits_for(m),
    'progress', kalends.migration_progress(m.id),
    'log_length', kalends.log_length(m.id),
    'suspect', case when m.phase in ('mirroring', 'verified', 'cut_over') then kalends.mirror_fault(m.id) else m.suspect end,
    'restart', case when m.phase in ('capturing', 'copied', 'indexed') then kalends.capture_fault(m.id, m.phase = 'capturing') end,
    'lock_waits', case when m.phase not in ('retired', 'rolled_back') then (
      select coalesce(jsonb_agg(jsonb_build_object('pid', b.pid, 'query', left(b.query, 200), 'state', b.state, 'holder', kalends.holder_of(b.pid), 'seconds', extract(epoch from b.age), 'lock', b.lock_mode)), '[]')
      from pg_locks w
      join pg_stat_activity a on a.pid = w.pid and a.application_name like 'kalends%'
      cross join lateral unnest(pg_blocking_pids(w.pid)) x(pid)
      join pg_class t on t.oid = w.relation and t.oid in (m.source_oid, m.shadow_oid)
      cross join lateral kalends.blockers(t.oid) b
      where not w.granted and b.pid = x.pid and w.database = (select d.oid from pg_database d where d.datname = current_database())) end,
    'verification', (select to_jsonb(c) - 'migration_id' - 'partition_name' from kalends.migration_check c where c.migration_id = m.id and c.kind = 'verify' and c.partition_name is null order by c.id desc limit 1),
    'audit', (select to_jsonb(c) - 'migration_id' - 'partition_name' from kalends.migration_check c where c.migration_id = m.id and c.kind = 'audit' and c.partition_name is null order by c.id desc limit 1),
    'verified_at', m.verified_at, 'cut_over_at', m.cut_over_at, 'retire_after', m.retire_after,
    'kept', case when m.phase = 'cut_over' then format('%I.%I', m.source_schema, m.old_table) end)
  from kalends.migration m where m.id = migration_status.id
$$;
