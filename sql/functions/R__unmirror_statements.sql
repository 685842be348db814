-- Which statements end the mirroring, or the capture, of a migration: triggers, their function, the log?
create or replace function kalends.unmirror_statements(id bigint) returns text[]
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass) order by t.tgrelid, t.tgname), '{}')
         || array[format('DROP FUNCTION IF EXISTS kalends.follow_%s()', unmirror_statements.id), format('DROP TABLE IF EXISTS kalends.capture_%s', unmirror_statements.id)]
  from kalends.migration m
  join pg_trigger t on t.tgrelid in (m.source_oid, m.shadow_oid) and t.tgname like 'kalends\_follow\_%'
  where m.id = unmirror_statements.id
$$;
