-- Takes what was touched since the capture out of the shadow: what is left is equal to the monolith's rows. Locks: ACCESS SHARE on the monolith, ROW EXCLUSIVE on the shadow.
create or replace function kalends.end_copy(id bigint) returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set enable_nestloop = off
as $$
declare
  m kalends.migration;
  t record;
  purged bigint;
begin
  select x.* into m from kalends.migration x where x.id = end_copy.id;
  if exists (select from kalends.migration_stripe s where s.migration_id = m.id and not s.finished) then
    raise exception 'the copy of %.% is not at its end', quote_ident(m.source_schema), quote_ident(m.source_table) using errcode = 'KA002';
  end if;
  perform kalends.require_capture(m.id, true);
  t := kalends.migration_texts(m.id, m.source_oid, m.shadow_oid);
  purged := kalends.execute_as_owner(m.source_oid, array[format('DELETE FROM %s o USING (SELECT DISTINCT %s FROM %s) u WHERE %s', t.other_sql, t.log_columns, t.log_sql, t.other_match)]);
  perform kalends.advance(m.id, '{capturing}', 'copied');
  return purged;
end
$$;
