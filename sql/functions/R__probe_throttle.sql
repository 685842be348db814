-- Writes one row of Kalends' own, so that the caller can measure how long a commit takes; and notes what was measured before, and how much WAL the server writes.
create or replace function kalends.probe_throttle(id bigint, baseline_ms double precision, commit_ms double precision) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into kalends.throttle_state as s (migration_id, baseline_ms, commit_ms, wal_lsn, wal_at)
  values (id, baseline_ms, commit_ms, pg_current_wal_lsn(), clock_timestamp())
  on conflict (migration_id) do update
    set probed_at = excluded.wal_at, baseline_ms = excluded.baseline_ms, commit_ms = excluded.commit_ms,
        (wal_lsn, wal_at, wal_rate) = (
          select case when n.due then excluded.wal_lsn else s.wal_lsn end, case when n.due then excluded.wal_at else s.wal_at end,
                 case when n.due then (pg_wal_lsn_diff(excluded.wal_lsn, s.wal_lsn) / greatest(extract(epoch from excluded.wal_at - s.wal_at), 0.001))::bigint else s.wal_rate end
          from (select coalesce(excluded.wal_at - s.wal_at > interval '1 second', true) as due) n)
$$;
