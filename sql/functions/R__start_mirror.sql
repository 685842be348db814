-- Brings the rest of the log over and has every write from now on mirrored; once the mirror is on, mends it. KA006 when more than `most` entries are left. Lock: SHARE ROW EXCLUSIVE on the live table.
create or replace function kalends.start_mirror(id bigint, most integer default null) returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
  live oid;
  other oid;
  entries bigint;
  drained bigint;
begin
  select x.* into m from kalends.migration x where x.id = start_mirror.id;
  if m.phase not in ('indexed', 'mirroring', 'verified', 'cut_over') then
    raise exception 'the migration of %.% is %: there is nothing to mirror', quote_ident(m.source_schema), quote_ident(m.source_table), m.phase using errcode = 'KA002';
  end if;
  live := case m.phase when 'cut_over' then m.shadow_oid else m.source_oid end;
  other := case m.phase when 'cut_over' then m.source_oid else m.shadow_oid end;
  perform kalends.lock_all(array[format('lock table %s in share row exclusive mode', live::regclass)]);
  if m.phase = 'indexed' then
    perform kalends.require_capture(m.id, false);
  end if;
  entries := kalends.log_length(m.id);
  if entries > most then
    raise exception 'there are % entries in the log of %.%, more than %', entries, quote_ident(m.source_schema), quote_ident(m.source_table), most using errcode = 'KA006', hint = 'Drain it first.';
  end if;
  drained := kalends.drain(m.id, live, other, null, m.phase <> 'indexed');
  perform kalends.mirror(m.id, live, other);
  if m.phase <> 'cut_over' then
    perform kalends.advance(m.id, '{indexed,mirroring,verified}', 'mirroring');
  end if;
  return drained;
end
$$;
