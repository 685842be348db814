-- Makes the shadow's parent: the monolith's columns under their new names and types, its defaults, checks, comments and storage, its owner; partitioned, no index. Lock: ACCESS SHARE on the monolith.
create or replace function kalends.build_shadow(id bigint) returns oid
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  shadow text;
  new_oid oid;
begin
  select x.* into m from kalends.migration x where x.id = build_shadow.id;
  shadow := format('%I.%I', m.target_schema, m.shadow_table);
  perform kalends.execute_as_owner(m.source_oid, format('create table %s (like %s including defaults including constraints including generated including storage including compression including comments) partition by range (%I)',
    shadow, m.source_oid::regclass, m.partition_column) || array(
    select s.sql from (
      select 1 as turn, c.position, format('alter table %s rename column %I to %I', shadow, c.source_column, 'kalends ' || c.position) as sql
      from kalends.migration_column c where c.migration_id = m.id
      union all
      select 2, c.position, format('alter table %s rename column %I to %I', shadow, 'kalends ' || c.position, c.target_column) from kalends.migration_column c where c.migration_id = m.id
      union all
      select 3, c.position, format('alter table %s alter column %I type %s', shadow, c.target_column, c.target_type)
      from kalends.migration_column c where c.migration_id = m.id and c.target_type <> c.source_type
      union all
      select 4, c.position, format('alter table %s alter column %I set not null', shadow, c.target_column)
      from kalends.migration_column c where c.migration_id = m.id and c.source_column = m.partition_column) s
    order by s.turn, s.position));
  new_oid := to_regclass(shadow);
  update kalends.migration x set shadow_oid = new_oid where x.id = m.id;
  return new_oid;
end
$$;
