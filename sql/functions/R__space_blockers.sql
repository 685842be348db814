-- Is there room for a migration? PostgreSQL cannot tell how much is free: who can, says so in the setting kalends.free_disk of the session, as in 120GB; without it nothing is refused.
create or replace function kalends.space_blockers(id bigint)
  returns table (kind text, subject text, reason text, mend text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select 'disk', format('%I.%I', m.source_schema, m.source_table), format('it takes %s, indexes, log and WAL included, and %s are free', pg_size_pretty(e.amount), free.setting), 'make room, or let the old one be vacuumed first'
  from kalends.migration m
  join kalends.estimate_migration(m.id) e on e.what = 'disk'
  cross join (select nullif(current_setting('kalends.free_disk', true), '') as setting) free
  where m.id = space_blockers.id and m.phase in ('planned', 'prepared') and pg_size_bytes(free.setting) < e.amount
$$;
