-- The series of each migration that is not over: its phase, how much is copied, how long its log is and how old the oldest progress.
create or replace function kalends.metrics_of_migrations() returns table (metric text, help text, labels jsonb, value double precision)
  language sql stable rows 50
  set search_path = pg_catalog, pg_temp
as $$
  with live as materialized (
    select m.*, jsonb_build_object('table', m.source_schema || '.' || m.source_table) as label,
           (select sum(s.next_block - s.first_block) / nullif(sum(s.end_block - s.first_block), 0)::double precision from kalends.migration_stripe s where s.migration_id = m.id) as copied,
           kalends.visible_log_length(m.id) as log_length
    from kalends.migration m where m.phase not in ('retired', 'rolled_back')
  )
  select 'kalends_migration_phase', '1 for the phase that the migration is in.', m.label || jsonb_build_object('phase', m.phase), 1::double precision from live m
  union all
  select v.metric, v.help, m.label, v.value
  from live m
  cross join lateral (values
    ('kalends_migration_phase_timestamp_seconds', 'Since when it is in its phase, in Unix time.', extract(epoch from m.phase_at)::double precision),
    ('kalends_migration_copied_ratio', 'How much of the monolith is copied, 0 to 1.', m.copied),
    ('kalends_migration_log_entries', 'Changes that are not yet brought over.', m.log_length::double precision),
    ('kalends_migration_paused', '1 when it is paused.', m.paused::integer::double precision)) v(metric, help, value)
  where v.value is not null
$$;
