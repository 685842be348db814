-- Which column of a table is meant: the one of exactly this name, or of the name as SQL reads it? KA003, naming the option and the columns, when there is none.
create or replace function kalends.find_column(table_oid oid, wanted text, option text) returns name
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  column_name name;
begin
  select a.attname into column_name from pg_attribute a
  where a.attrelid = table_oid and a.attnum > 0 and not a.attisdropped and (a.attname = wanted or kalends.identifier_parts(wanted) = array[a.attname::text])
  order by a.attname = wanted desc limit 1;
  if column_name is null then
    raise exception 'option %: % has no column %', option, table_oid::regclass, quote_nullable(wanted) using errcode = 'KA003',
      hint = 'It has ' || (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = table_oid and a.attnum > 0 and not a.attisdropped) || '.';
  end if;
  return column_name;
end
$$;
