-- Is this column read by a generated column of its table, so that PostgreSQL refuses to change its type?
create or replace function kalends.is_read_by_generated(table_oid oid, column_name name) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  -- Up to PostgreSQL 14 the generated column itself depends on what it reads, later its expression does.
  select exists (
    select from pg_attribute a
    join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid and d.refobjsubid = a.attnum
    left join pg_attrdef f on d.classid = 'pg_attrdef'::regclass and f.oid = d.objid
    where a.attrelid = table_oid and a.attname = column_name
      and ((d.classid = 'pg_class'::regclass and d.objid = table_oid and d.objsubid not in (0, a.attnum)) or (f.adrelid = table_oid and f.adnum <> a.attnum)))
$$;
