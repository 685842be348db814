-- Who holds, or waits for, a lock on this table that conflicts with the one we want? Without ourselves and without autovacuum, which yields. Oldest transaction first.
create or replace function kalends.blockers(target regclass, wanted text default 'ACCESS EXCLUSIVE')
  returns table (pid integer, query text, state text, age interval, lock_mode text, application_name text, granted boolean)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select l.pid, coalesce(a.query, '<another role''s query>'), a.state, clock_timestamp() - coalesce(a.xact_start, a.query_start), l.mode, a.application_name, l.granted
  from pg_locks l
  join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'relation' and l.database = (select d.oid from pg_database d where d.datname = current_database()) and l.relation = target
    and l.pid <> pg_backend_pid() and a.backend_type is distinct from 'autovacuum worker'
    and case wanted
      when 'ACCESS EXCLUSIVE' then true
      when 'SHARE ROW EXCLUSIVE' then l.mode not in ('AccessShareLock', 'RowShareLock')
      when 'SHARE UPDATE EXCLUSIVE' then l.mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
      else true end
  order by a.xact_start
$$;
