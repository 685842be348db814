-- Brings at most so many of the log's entries over to the other table. In REPEATABLE READ or READ COMMITTED; one at a time. KA005 when the copy has to start again.
-- Once the mirror is on, all at once: a mirror that failed is mended so. Lock: ACCESS SHARE on the live table; SHARE ROW EXCLUSIVE once the mirror is on.
create or replace function kalends.drain_capture(id bigint, most integer default null) returns table (keys bigint, left_keys bigint)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
begin
  select x.* into m from kalends.migration x where x.id = drain_capture.id;
  if m.phase in ('mirroring', 'verified', 'cut_over') then
    keys := kalends.start_mirror(m.id);
  elsif m.phase = 'indexed' then
    perform kalends.require_capture(m.id, false);
    keys := kalends.drain(m.id, m.source_oid, m.shadow_oid, most, false);
  else
    raise exception 'the migration of %.% is %: there is no log to be drained', quote_ident(m.source_schema), quote_ident(m.source_table), m.phase using errcode = 'KA002';
  end if;
  left_keys := kalends.log_length(m.id);
  return next;
end
$$;
