-- Who holds, or waits for, a lock on this table that conflicts with the one we want? Without ourselves and without autovacuum, which yields. Oldest transaction first.
-- A prepared transaction has no process: its pid is 0. The age is null where the role may not see it (pg_read_all_stats).
create or replace function kalends.blockers(target regclass, wanted text default 'ACCESS EXCLUSIVE')
  returns table (pid integer, query text, state text, age interval, lock_mode text, application_name text, granted boolean)
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  -- plpgsql, which keeps the plan: this is asked before each act.
  return query
  select coalesce(l.pid, 0), case when l.pid is null then format('PREPARE TRANSACTION %L', x.gid) else coalesce(a.query, '<another role''s query>') end, case when l.pid is null then 'prepared' else a.state end,
         clock_timestamp() - coalesce(x.prepared, a.xact_start, a.query_start), l.mode, a.application_name, l.granted
  from pg_locks l
  left join pg_stat_activity a on a.pid = l.pid
  left join pg_locks own on l.pid is null and own.pid is null and own.locktype = 'transactionid' and own.virtualtransaction = l.virtualtransaction
  left join pg_prepared_xacts x on x.transaction = own.transactionid
  where l.locktype = 'relation' and l.database = (select d.oid from pg_database d where d.datname = current_database()) and l.relation = target
    and l.pid is distinct from pg_backend_pid() and a.backend_type is distinct from 'autovacuum worker'
    and case wanted
      when 'ACCESS EXCLUSIVE' then true
      when 'SHARE ROW EXCLUSIVE' then l.mode not in ('AccessShareLock', 'RowShareLock')
      when 'SHARE UPDATE EXCLUSIVE' then l.mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
      else true end
  order by coalesce(x.prepared, a.xact_start);
end
$$;
