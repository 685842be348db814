-- Ends a migration that was cut over: no mirror any more, the old table is dropped, the new one is an ordinary managed table. KA002 before its day (unless force) and while the last audit is red or older than two days.
-- Locks: ACCESS EXCLUSIVE on both tables for a moment, and on what the old one's foreign keys point to.
create or replace function kalends.retire_migration(id bigint, force boolean default false) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  s record;
  statement text;
  reason text;
begin
  select x.* into m from kalends.migration x where x.id = retire_migration.id for update;
  select x.* into s from kalends.migration_sides(retire_migration.id) x;
  if m.phase = 'cut_over' then
    reason := kalends.retire_fault(m.id, force);
    if reason is not null then
      raise exception '% is not dropped: %', s.other_sql, reason using errcode = 'KA002', hint = format('kalends migrate status %s', kalends.shell_word(format('%I.%I', m.source_schema, m.source_table)));
    end if;
    perform kalends.lock_all(array[format('lock table only %s in access exclusive mode', s.live_sql), format('lock table %s in access exclusive mode', s.other_sql)]);
    foreach statement in array kalends.unmirror_statements(m.id)
        || array(select format('alter sequence %s owned by %s', q.sequence::regclass, case when c.relnamespace = (select l.relnamespace from pg_class l where l.oid = s.live) then format('%s.%I', s.live_sql, s.live_columns[q.position]) else 'none' end)
                 from kalends.side_sequences(s.other) q join pg_class c on c.oid = q.sequence where q.identity = '')
        || format('drop table %s', s.other_sql) loop
      execute statement;
    end loop;
    perform kalends.manage_migrated(m.id);
  end if;
  perform kalends.advance(m.id, '{cut_over}', 'retired', format('%s is dropped, %s is managed', s.other_sql, s.live_sql));
end
$$;
