-- Which column of the monolith or of the partitioned table is not what the migration knows of it? Null: all are.
create or replace function kalends.mapping_fault(id bigint) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with known as (
    select m.source_oid as table_oid, c.source_column as name, c.source_type as type from kalends.migration m join kalends.migration_column c on c.migration_id = m.id where m.id = mapping_fault.id
    union all
    select m.shadow_oid, c.target_column, c.target_type from kalends.migration m join kalends.migration_column c on c.migration_id = m.id where m.id = mapping_fault.id
  ),
  present as (
    select a.attrelid as table_oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from kalends.migration m join pg_attribute a on a.attrelid in (m.source_oid, m.shadow_oid) and a.attnum > 0 and not a.attisdropped
    where m.id = mapping_fault.id
  )
  select format('column %I of %s was %s since the migration was planned', coalesce(k.name, p.name), coalesce(k.table_oid, p.table_oid)::regclass,
           case when p.name is null then 'dropped or renamed' when k.name is null then 'added' else 'changed to ' || p.type end)
  from known k full join present p on p.table_oid = k.table_oid and p.name = k.name
  where k.type is distinct from p.type
  order by k.name, p.name limit 1
$$;
