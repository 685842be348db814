-- What does a migration wait for, in words? Null: it is at work, or at its end.
create or replace function kalends.migration_waits_for(m kalends.migration) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when m.phase in ('retired', 'rolled_back') then null
    when m.paused then 'the end of its pause: kalends migrate resume TABLE'
    when not exists (select from kalends.lease l where l.table_schema = m.source_schema and l.table_name = m.source_table and l.owner is not null) then case m.phase
      when 'verified' then 'your approval: kalends migrate cutover TABLE'
      when 'mirroring' then 'a verification: kalends migrate verify TABLE, or kalends migrate cutover TABLE, which verifies first'
      when 'cut_over' then case when m.retire_after > clock_timestamp() then 'its ' || m.keep_days || ' days: until ' || to_char(m.retire_after, 'YYYY-MM-DD') || ' kalends migrate rollback TABLE is possible' else 'kalends migrate retire TABLE' end
      else 'a run: kalends migrate start TABLE' end end
$$;
