-- The last look before a swap: fails with KA002 unless the migration is in the phase that is expected, its mirror healthy, and the last comparison equal.
create or replace function kalends.confirm_swap(id bigint, expected_phase text) returns void
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
  last_check kalends.migration_check;
  label text;
  reason text;
begin
  select x.* into m from kalends.migration x where x.id = confirm_swap.id;
  label := format('%I.%I', m.source_schema, m.source_table);
  select c.* into last_check from kalends.migration_check c where c.migration_id = m.id and c.partition_name is null order by c.checked_at desc, c.id desc limit 1;
  reason := case
    when m.id is null then 'there is no such migration'
    when m.phase <> expected_phase then format('it is %s, not %s', m.phase, expected_phase)
    when kalends.mirror_fault(m.id) is not null then kalends.mirror_fault(m.id)
    when last_check.id is null then 'old and new have never been compared'
    when not last_check.equal then format('old and new differed at %s: %s', last_check.checked_at, coalesce(last_check.message, 'see kalends.migration_check'))
    when m.phase = 'verified' and last_check.checked_at < m.phase_at - interval '1 hour' then format('the last comparison is older than its phase: %s', last_check.checked_at) end;
  if reason is not null then
    raise exception '% is not swapped: %', label, reason using errcode = 'KA002', hint = format('kalends migrate status %s; kalends migrate verify %s compares again.', kalends.shell_word(label), kalends.shell_word(label));
  end if;
end
$$;
