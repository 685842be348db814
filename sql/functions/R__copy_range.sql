-- Copies the next blocks of a stripe, and moves its watermark in the same transaction. KA005 when the copy has to start again. Locks: ACCESS SHARE on the monolith, ROW EXCLUSIVE on the shadow.
create or replace function kalends.copy_range(id bigint, stripe integer, blocks integer) returns table (copied bigint, finished boolean, left_blocks bigint)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set row_security = off
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  s kalends.migration_stripe;
  t record;
  last_block bigint;
begin
  select x.* into m from kalends.migration x where x.id = copy_range.id;
  select x.* into s from kalends.migration_stripe x where x.migration_id = m.id and x.stripe = copy_range.stripe for update;
  if m.phase <> 'capturing' then
    raise exception 'the migration of %.% is %, not capturing: there is nothing to copy', quote_ident(m.source_schema), quote_ident(m.source_table), m.phase using errcode = 'KA002';
  elsif s.stripe is null then
    raise exception 'the migration of %.% has no stripe %', quote_ident(m.source_schema), quote_ident(m.source_table), copy_range.stripe using errcode = 'KA004';
  end if;
  perform kalends.require_capture(m.id, true);
  last_block := least(s.next_block + blocks, s.end_block);
  copied := 0;
  if last_block > s.next_block then
    t := kalends.migration_texts(m.id, m.source_oid, m.shadow_oid);
    copied := kalends.execute_as_owner(m.source_oid, array[format('INSERT INTO %s (%s) SELECT %s FROM %s l WHERE l.ctid >= %L::tid AND l.ctid < %L::tid',
      t.other_sql, t.other_columns, t.live_values, t.live_sql, format('(%s,0)', s.next_block), format('(%s,0)', last_block))]);
  end if;
  update kalends.migration_stripe x set next_block = last_block, row_count = s.row_count + copied, finished = last_block = s.end_block, moved_at = clock_timestamp()
  where x.migration_id = m.id and x.stripe = s.stripe;
  finished := last_block = s.end_block;
  left_blocks := s.end_block - last_block;
  return next;
end
$$;
