-- Moves a migration from one of the expected phases to the next and writes it into the ledger; KA002 when it is in another phase. Lock: the migration's row.
create or replace function kalends.advance(id bigint, expected text[], next text, message text default null) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
begin
  select x.* into m from kalends.migration x where x.id = advance.id for update;
  if m.id is null then
    raise exception 'there is no migration %', id using errcode = 'KA004';
  elsif m.phase <> all (expected) then
    raise exception 'the migration of %.% is %, not %: it cannot become %', quote_ident(m.source_schema), quote_ident(m.source_table), m.phase, array_to_string(expected, ' or '), next
      using errcode = 'KA002', hint = format('kalends migrate status %s says what it waits for.', kalends.shell_word(format('%I.%I', m.source_schema, m.source_table)));
  elsif not exists (select from kalends.migration_transitions() t where t.phase = m.phase and t.next = advance.next) then
    raise exception 'no migration goes from % to %', m.phase, next using errcode = 'KA002';
  end if;
  update kalends.migration x set phase = next, phase_at = clock_timestamp(), message = advance.message where x.id = m.id;
  perform kalends.write_ledger(null, 'migrate', m.source_schema, m.source_table, 'migrate: ' || next, m.target_schema, m.target_table, null, null, null, null, null, null, 'done', message, null);
end
$$;
