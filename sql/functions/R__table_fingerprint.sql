-- What stands for a table's columns, their types and order? Another value: an ALTER TABLE changed what has to be copied.
create or replace function kalends.table_fingerprint(table_oid oid) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select md5(string_agg(format('%s %I %s %s %s', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attgenerated), ',' order by a.attnum))
  from pg_attribute a where a.attrelid = table_oid and a.attnum > 0 and not a.attisdropped
$$;
