-- Which columns of the two tables of a migration are not those that it was planned with, so that the mirror would lose something? Null: none.
create or replace function kalends.column_fault(id bigint) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with side as (
    select s.monolith as oid, true as is_monolith from kalends.migration_sides(column_fault.id) s where s.monolith is not null
    union all
    select s.shadow, false from kalends.migration_sides(column_fault.id) s where s.shadow is not null),
  wanted as (
    select d.oid, case when d.is_monolith then c.source_column else c.target_column end as name, case when d.is_monolith then c.source_type else c.target_type end as type
    from side d join kalends.migration_column c on c.migration_id = column_fault.id),
  present as (
    select d.oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type from side d join pg_attribute a on a.attrelid = d.oid and a.attnum > 0 and not a.attisdropped)
  select string_agg(format('column %I of %s %s', coalesce(w.name, p.name), coalesce(w.oid, p.oid)::regclass,
                           case when w.name is null then 'was added since the start' when p.name is null then 'is gone' else format('is %s, not %s', p.type, w.type) end), '; ' order by coalesce(w.oid, p.oid), coalesce(w.name, p.name))
  from wanted w full join present p on p.oid = w.oid and p.name = w.name
  where p.type is distinct from w.type
$$;
