-- Gives the shadow its partitions, under the names that they will keep, and its catch-all. Locks: none but on what it creates.
create or replace function kalends.build_partitions(id bigint, as_of timestamptz default now()) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  schema oid;
begin
  select x.* into m from kalends.migration x where x.id = build_partitions.id;
  select n.oid into schema from pg_namespace n where n.nspname = m.target_schema;
  perform kalends.execute_as_owner(m.shadow_oid, array(
    select s.sql
    from (select p.partition_name, p.lower_bound, p.upper_bound from kalends.migration_periods(m.id, as_of) p
          union all
          select kalends.fit_name(m.target_table::text, '_default'), null, null where m.catch_all) p
    cross join lateral unnest(kalends.create_statements(m.shadow_oid, null, kalends.free_name(schema, p.partition_name, m.id || ' ' || p.partition_name), p.lower_bound, p.upper_bound))
      with ordinality as s(sql, place)
    order by p.lower_bound, s.place));
end
$$;
