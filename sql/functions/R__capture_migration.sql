-- Begins to log what is touched, and measures what there is to copy. Lock: SHARE ROW EXCLUSIVE on the monolith, so that no writer is in flight that is not logged.
create or replace function kalends.capture_migration(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
begin
  select x.* into m from kalends.migration x where x.id = capture_migration.id for update;
  if exists (select from pg_subscription_rel r where r.srrelid = m.source_oid) then
    raise exception '%.% is filled by a subscription, whose worker fires no statement triggers', quote_ident(m.source_schema), quote_ident(m.source_table)
      using errcode = 'KA002', hint = 'Migrate the table on the publisher, or take it out of the subscription.';
  end if;
  perform kalends.create_capture_log(m.id);
  perform kalends.follow(m.id, m.source_oid, kalends.capture_text(m.id));
  perform kalends.lock_all(array[format('lock table %s in share row exclusive mode', m.source_oid::regclass)]);
  perform kalends.follow_table(m.id, m.source_oid);
  update kalends.migration x set file_node = pg_relation_filenode(m.source_oid), fingerprint = kalends.table_fingerprint(m.source_oid) where x.id = m.id;
  perform kalends.new_stripes(m.id);
  perform kalends.advance(m.id, '{prepared}', 'capturing');
end
$$;
