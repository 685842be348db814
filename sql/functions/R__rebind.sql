-- After a dump was restored: finds what is booked by OID again, by schema, name and columns, and books it with its new OID. Returns how many rows. A partition that is not found stays booked, and doctor says so.
-- The mirror of a migration is told anew since when it is at work, since transaction numbers too are those of another server. Nothing to do costs one look at three small tables.
create or replace function kalends.rebind() returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  here constant text := kalends.origin();
  found_again bigint := 0;
  d record;
  m kalends.migration;
begin
  if not has_table_privilege('kalends.detached_partition', 'UPDATE') or not has_table_privilege('kalends.migration', 'UPDATE')
     or not exists (select from kalends.detached_partition x where x.origin <> here union all select from kalends.intent x where x.origin <> here union all select from kalends.migration x where x.origin <> here) then
    return 0;
  end if;
  for d in
    select b.partition_oid as booked, b.found, b.partition_schema, b.partition_name, b.parent_schema, b.parent_table
    from kalends.moved_partitions() b where b.found is not null order by b.partition_schema, b.partition_name
  loop
    delete from kalends.detached_partition x where x.partition_oid = d.found and x.origin <> here and (x.partition_schema, x.partition_name) is distinct from (d.partition_schema, d.partition_name);
    update kalends.detached_partition x set partition_oid = d.found, origin = here where x.partition_oid = d.booked and x.partition_schema = d.partition_schema and x.partition_name = d.partition_name;
    perform kalends.write_ledger(null, 'sql', d.parent_schema, d.parent_table, 'rebind', d.partition_schema, d.partition_name, null, null, null, null, null, null, 'done', 'found again by its name after a restore', null);
    found_again := found_again + 1;
  end loop;
  delete from kalends.intent i where i.origin <> here and to_regclass(format('%I.%I', i.target_schema, i.target)) is null;
  update kalends.intent i set target_oid = to_regclass(format('%I.%I', i.target_schema, i.target)), origin = here where i.origin <> here;
  for m in select x.* from kalends.migration x where x.origin <> here loop
    update kalends.migration x
    set source_oid = coalesce(to_regclass(format('%I.%I', x.source_schema, case when x.phase in ('cut_over', 'retired') then x.old_table else x.source_table end))::oid, x.source_oid),
        shadow_oid = coalesce(to_regclass(format('%I.%I', x.target_schema, case when x.phase in ('cut_over', 'retired') then x.target_table else x.shadow_table end))::oid, x.shadow_oid),
        origin = here
    where x.id = m.id returning x.* into m;
    if m.phase in ('mirroring', 'verified') then
      perform kalends.follow(m.id, m.source_oid, kalends.mirror_text(m.id, m.source_oid, m.shadow_oid, pg_current_xact_id()), ' set enable_hashjoin = off set enable_mergejoin = off');
    elsif m.phase = 'cut_over' then
      perform kalends.follow(m.id, m.shadow_oid, kalends.mirror_text(m.id, m.shadow_oid, m.source_oid, pg_current_xact_id()), ' set enable_hashjoin = off set enable_mergejoin = off');
    end if;
    perform kalends.write_ledger(null, 'sql', m.source_schema, m.source_table, 'rebind', m.target_schema, m.target_table, null, null, null, null, null, null, 'done', 'found again by its name after a restore', null);
    found_again := found_again + 1;
  end loop;
  return found_again;
end
$$;
