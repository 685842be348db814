-- How far is a migration, and what are its tables called now?
select m.id, m.source_schema, m.source_table, m.target_schema, m.target_table, m.phase, m.paused, m.pace, m.workers, m.suspect, coalesce(kalends.log_length(m.id), 0) as log_length, m.retire_after, m.retire_after > clock_timestamp() as is_kept,
       l.nspname as live_schema, l.relname as live_table, o.nspname as other_schema, o.relname as other_table,
       (select count(*) from kalends.migration_stripe s where s.migration_id = m.id and not s.finished) as stripes_left
from kalends.migration m
left join lateral (
  select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.oid = case when m.phase in ('cut_over', 'retired') then m.shadow_oid else m.source_oid end) l on true
left join lateral (
  select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.oid = case when m.phase in ('cut_over', 'retired') then m.source_oid else m.shadow_oid end) o on true
where m.id = :id::bigint
