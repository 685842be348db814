-- Creates the partition that a row of a managed table needs, with the rights of Kalends' owner. For the function of create_insert_view() alone, which the table's owner owns: nobody else may execute it.
-- Only between the retention's cut-off (kept for ever: ten years ago) and ten years ahead, and at most 200 in a day for each table.
create or replace function kalends.make_room(parent regclass, at timestamptz) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  managed record;
  most constant integer := 200;
begin
  if (select r.rolsuper from pg_roles r where r.rolname = current_user) then
    raise exception 'kalends.make_room belongs to the superuser %, and makes nothing with such rights', quote_ident(current_user)
      using errcode = 'KA002', hint = 'ALTER FUNCTION kalends.make_room(regclass, timestamptz) OWNER TO kalends; sql/roles.sql does so.';
  end if;
  select m.* into managed from kalends.managed_tables(parent::text, now(), '{"enabled": true}') m where m.parent = make_room.parent and m.present is not null;
  if managed.parent is null then
    raise exception '% is not managed by Kalends', parent using errcode = 'KA002';
  elsif not has_table_privilege(session_user, parent, 'INSERT') then
    raise exception 'role % may not insert into %', session_user, parent using errcode = '42501';
  elsif at is null or not isfinite(at) or at < coalesce(managed.cut_off, managed.present - interval '10 years') or at > managed.present + interval '10 years' then
    raise exception 'no partition of % is made for %: it lies outside retention and the ten years ahead', parent, at using errcode = 'KA002';
  end if;
  -- Waits for a session that makes this partition. Its row in the catalogue is visible before the list of partitions
  -- that this session has cached is invalidated, and the lock is released after that: so also where nothing is missing.
  execute format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', parent);
  if most <= (select count(*) from kalends.ledger l where l.table_schema = managed.table_schema and l.table_name = managed.table_name and l.run_id is null and l.action = 'create' and l.at > clock_timestamp() - interval '1 day') then
    raise exception 'no partition of % is made for %: % were made by inserts and by SQL functions within a day', parent, at, most
      using errcode = 'KA002', hint = 'kalends run create makes those that are to be there ahead of time.';
  end if;
  perform kalends.create_partition_at(parent, (managed.config).granularity, at);
end
$$;
