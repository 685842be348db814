-- Creates the partition that a row of a managed table needs. For the trigger of create_insert_view: runs with the rights of Kalends' owner, for whoever may insert into the table,
-- and only between the retention's cut-off (kept for ever: ten years ago) and ten years ahead.
create or replace function kalends.make_room(parent regclass, at timestamptz) returns void
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  managed record;
begin
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
  perform kalends.create_partition_at(parent, (managed.config).granularity, at);
end
$$;
