-- Which process holds the lock of a run, since when, and is it alive?
select a.application_name as owner, a.pid, p.host, p.started_at, kalends.process_is_live(a.application_name, :ttl::interval) as live
from pg_locks l
join pg_stat_activity a on a.pid = l.pid
left join kalends.process p on p.owner = a.application_name
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
  and l.database = (select d.oid from pg_database d where d.datname = current_database())
  and (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('kalends:' || :identity::text, 0)
