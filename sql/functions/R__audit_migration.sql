-- Are old and new equal now? Notes the answer; what a failed mirror left in the log is a reason to say no. Reads both tables through, at pace gentle with one processor. Lock: ACCESS SHARE on both.
create or replace function kalends.audit_migration(id bigint) returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  began timestamptz := clock_timestamp();
  m kalends.migration;
  lines jsonb;
begin
  select x.* into m from kalends.migration x where x.id = audit_migration.id;
  if m.phase not in ('mirroring', 'verified', 'cut_over') then
    raise exception 'the migration of %.% is %: there is nothing to audit', quote_ident(m.source_schema), quote_ident(m.source_table), m.phase using errcode = 'KA002';
  end if;
  if m.pace = 'gentle' then
    perform set_config('max_parallel_workers_per_gather', '0', true);
  end if;
  select coalesce(jsonb_agg(c), '[]') into lines from kalends.compare(m.id) c;
  return kalends.write_checks(m.id, 'audit', lines, extract(epoch from clock_timestamp() - began));
end
$$;
