-- What is measured of the server for a migration, and what of it says that the migration should wait? One row for each signal; `text` is the reason to wait, null when there is none.
-- What the role may not see is null: other roles' sessions and replicas need pg_read_all_stats.
create or replace function kalends.throttle_signals(id bigint) returns table (signal text, value numeric, text text)
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  t kalends.throttle := kalends.throttle_of(id);
  here pg_lsn := pg_current_wal_lsn();
begin
  return query
  select 'paused', m.paused::integer::numeric, case when m.paused then 'paused by hand' end
  from kalends.migration m where m.id = throttle_signals.id
  union all
  select 'window', w.open::integer::numeric, case when not w.open then format('outside of its windows (%s, %s)', array_to_string(t.windows, '; '), t.time_zone) end
  from (select kalends.in_window(t.windows, t.time_zone, clock_timestamp()) as open) w where t.windows is not null
  union all
  select 'replica_lag', round(extract(epoch from r.lag)::numeric, 3), case when r.lag > t.max_replica_lag then format('replica %s is %s s behind', r.name, round(extract(epoch from r.lag))) end
  from (select max(s.replay_lag) as lag, (array_agg(coalesce(nullif(s.application_name, ''), s.client_addr::text, s.pid::text) order by s.replay_lag desc nulls last))[1] as name
        from pg_stat_replication s) r where t.max_replica_lag is not null
  union all
  select 'replica_bytes', r.behind, case when r.behind > t.max_replica_bytes then format('replica %s has %s of WAL to replay', r.name, pg_size_pretty(r.behind)) end
  from (select max(pg_wal_lsn_diff(here, s.replay_lsn)) as behind,
               (array_agg(coalesce(nullif(s.application_name, ''), s.client_addr::text, s.pid::text) order by s.replay_lsn))[1] as name
        from pg_stat_replication s) r where t.max_replica_bytes is not null
  union all
  select 'slot_bytes', s.kept, case when s.kept > t.max_slot_bytes then format('replication slot %s keeps %s of WAL', s.name, pg_size_pretty(s.kept)) end
  from (select max(pg_wal_lsn_diff(here, p.restart_lsn)) as kept, (array_agg(p.slot_name::text order by p.restart_lsn))[1] as name
        from pg_replication_slots p where p.restart_lsn is not null) s where t.max_slot_bytes is not null
  union all
  select 'wal_rate', s.wal_rate, case when s.wal_rate > t.max_wal_rate then format('the server writes %s of WAL a second', pg_size_pretty(s.wal_rate)) end
  from kalends.throttle_state s where s.migration_id = throttle_signals.id
  union all
  select 'database_bytes', b.size, case when b.size > t.max_database_bytes then format('the database has %s', pg_size_pretty(b.size)) end
  from (select pg_database_size(d.oid) as size from pg_database d where d.datname = current_database()) b where t.max_database_bytes is not null
  union all
  select 'active_sessions', a.many, case when a.many > t.max_active_sessions then format('%s sessions are at work', a.many) end
  from (select count(*) as many from pg_stat_activity s
        where s.state = 'active' and s.backend_type = 'client backend' and s.application_name not like 'kalends:%' and s.pid <> pg_backend_pid()) a
  where t.max_active_sessions is not null
  union all
  select 'query', (q.objection is null)::integer::numeric, q.objection
  from (select kalends.throttle_query(t.query) as objection) q where t.query is not null;
end
$$;
