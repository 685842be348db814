-- Which columns of the live table that get another type does this object read? Null: none.
create or replace function kalends.widened_columns(id bigint, class oid, object oid) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select string_agg(distinct quote_ident(a.attname), ', ')
  from kalends.migration_sides(widened_columns.id) s
  join pg_depend d on d.classid = class and d.objid = object and d.refclassid = 'pg_class'::regclass and d.refobjid in (s.live, s.front)
  join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  join kalends.migration_column c on c.migration_id = widened_columns.id and c.source_type <> c.target_type and a.attname in (c.source_column, c.target_column)
$$;
