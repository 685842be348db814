-- Notes what a comparison in one snapshot has shown: [{"partition_name", "old_rows", "new_rows", "old_hash", "new_hash"}, …]. The migration becomes verified when all of it is equal, the log empty and the mirror whole.
create or replace function kalends.note_verification(id bigint, lines jsonb, seconds double precision) returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
  equal boolean;
begin
  select x.* into m from kalends.migration x where x.id = note_verification.id for update;
  if m.phase not in ('mirroring', 'verified', 'cut_over') then
    raise exception 'the migration of %.% is %: there is nothing to verify', quote_ident(m.source_schema), quote_ident(m.source_table), m.phase using errcode = 'KA002';
  end if;
  equal := kalends.write_checks(m.id, 'verify', lines, seconds);
  if equal then
    update kalends.migration x set verified_at = clock_timestamp() where x.id = m.id;
  end if;
  if equal and m.phase = 'mirroring' then
    perform kalends.advance(m.id, '{mirroring}', 'verified');
  elsif not equal and m.phase = 'verified' then
    perform kalends.advance(m.id, '{verified}', 'mirroring', 'verification: old and new may differ');
  end if;
  return equal;
end
$$;
