-- Which tables can at present not even be looked at, since somebody has held, or waited for, ACCESS EXCLUSIVE on them or on one of their partitions for a second or more?
-- Who only looks would have to wait behind it, for as long as it takes. Short ones, our own among them, are not told.
create or replace function kalends.locked_tables() returns table (locked oid, fault text)
  language sql stable rows 1
  set search_path = pg_catalog, pg_temp
as $$
  select distinct on (x.root) x.root, format('somebody %s ACCESS EXCLUSIVE on %s, and all who look at it have to wait: %s. Run again when that is over, or end it.',
           case when l.granted then 'holds' else 'waits for' end, l.relation::regclass,
           coalesce(format('%s, %s, open for %s, query %s', kalends.session_label(a.pid), coalesce(a.state, 'of another role'), coalesce(date_trunc('second', clock_timestamp() - a.xact_start)::text, 'an unknown time'),
                           coalesce(left(regexp_replace(a.query, '\s+', ' ', 'g'), 120), 'not to be seen without pg_read_all_stats')), 'a prepared transaction (see pg_prepared_xacts)'))
  from pg_locks l
  left join pg_stat_activity a on a.pid = l.pid
  left join pg_inherits i on i.inhrelid = l.relation
  cross join lateral (select coalesce(i.inhparent, l.relation) as root) x
  where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock' and l.database = (select d.oid from pg_database d where d.datname = current_database())
    and l.pid is distinct from pg_backend_pid() and coalesce(clock_timestamp() - a.xact_start >= interval '1 second', true)
  order by x.root, l.granted desc, l.relation = x.root desc, a.xact_start
$$;
