-- Starts the copy again: a new shadow, for the columns that the monolith has now, a new log, new stripes. Reads the monolith once. Lock: SHARE ROW EXCLUSIVE on the monolith.
create or replace function kalends.restart_copy(id bigint, why text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
begin
  select x.* into m from kalends.migration x where x.id = restart_copy.id for update;
  if m.phase not in ('capturing', 'copied', 'indexed') then
    raise exception 'the migration of %.% is %: its copy cannot start again', quote_ident(m.source_schema), quote_ident(m.source_table), m.phase using errcode = 'KA002';
  end if;
  execute format('drop table if exists %s', m.shadow_oid::regclass);
  perform kalends.map_columns(m.id);
  perform kalends.map_indexes(m.id);
  perform kalends.build_shadow(m.id);
  perform kalends.build_partitions(m.id);
  perform kalends.lock_all(array[format('lock table %s in share row exclusive mode', m.source_oid::regclass)]);
  execute format('drop table if exists kalends.capture_%s', m.id);
  perform kalends.create_capture_log(m.id);
  perform kalends.follow(m.id, m.source_oid, kalends.capture_text(m.id));
  perform kalends.follow_table(m.id, m.source_oid);
  update kalends.migration x set file_node = pg_relation_filenode(m.source_oid), fingerprint = kalends.table_fingerprint(m.source_oid) where x.id = m.id;
  perform kalends.new_stripes(m.id);
  perform kalends.advance(m.id, '{capturing,copied,indexed}', 'capturing', 'the copy started again: ' || why);
end
$$;
