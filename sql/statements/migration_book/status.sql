-- How is a migration, and what does it wait for? held_ms is the longest that its locks have kept anybody waiting.
select s.status ->> 'message' as message, (s.status ->> 'since')::timestamptz as since, (s.status ->> 'created_at')::timestamptz as created_at,
       s.status ->> 'worker' as worker, s.status ->> 'waits_for' as waits_for, s.status ->> 'suspect' as suspect, s.status ->> 'restart' as restart, s.status ->> 'kept' as kept,
       coalesce((s.status ->> 'log_length')::bigint, 0) as log_length,
       (s.status ->> 'verified_at')::timestamptz as verified_at, (s.status ->> 'cut_over_at')::timestamptz as cut_over_at,
       coalesce(p.rows_done, 0) as rows_done, coalesce(p.rows_total, 0) as rows_total, coalesce(p.blocks_done, 0) as blocks_done, coalesce(p.blocks_total, 0) as blocks_total,
       coalesce(p.bytes_old, 0) as bytes_old, coalesce(p.bytes_new, 0) as bytes_new, coalesce(p.partitions, 0) as partitions,
       coalesce(p.indexes_total, 0) as indexes_total, coalesce(p.indexes_left, 0) as indexes_left,
       array(select concat_ws(', ', kalends.session_label(w.pid), coalesce(w.state, 'active'), 'for ' || round(w.seconds) || ' s', 'query: ' || w.query)
             from jsonb_to_recordset(case when jsonb_typeof(s.status -> 'lock_waits') = 'array' then s.status -> 'lock_waits' end) w(pid integer, state text, seconds numeric, query text)) as lock_waits,
       v.checked_at, v.equal, coalesce(v.new_rows, 0) as new_rows, v.message as verdict, v.kind,
       coalesce((select t.reasons from kalends.throttle_state t where t.migration_id = :id::bigint), '{}') as throttled,
       coalesce((select max(l.held_ms) from kalends.ledger l join kalends.migration m on m.id = :id::bigint
                 where l.table_schema = m.source_schema and l.table_name = m.source_table and l.at >= m.created_at and l.lock_mode is not null and l.outcome = 'done'), 0) as held_ms,
       coalesce(p.rows_per_second, 0) as rows_per_second, make_interval(secs => p.seconds_left) as time_left
from (select kalends.migration_status(:id::bigint) as status) s
cross join lateral jsonb_to_record(s.status -> 'progress') p(rows_done bigint, rows_total bigint, blocks_done bigint, blocks_total bigint, bytes_old bigint, bytes_new bigint,
  partitions bigint, indexes_total bigint, indexes_left bigint, rows_per_second double precision, seconds_left double precision)
left join lateral (
  select c.* from kalends.migration_check c where c.migration_id = :id::bigint and c.partition_name is null order by c.id desc limit 1) v on true
