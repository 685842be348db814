-- Which unique indexes of a table could be the key of its migration, the best first? Whole, valid, immediate, of plain columns that are never null.
create or replace function kalends.usable_keys(table_oid oid) returns table (index_oid oid, is_primary boolean, key_columns name[])
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select i.indexrelid, i.indisprimary, k.columns
  from pg_index i
  cross join lateral (
    select array_agg(a.attname order by x.place) as columns, bool_and(coalesce(a.attnotnull, false)) as never_null, count(a.attname) = i.indnkeyatts as plain
    from unnest(i.indkey) with ordinality as x(attnum, place)
    left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = x.attnum and x.attnum > 0
    where x.place <= i.indnkeyatts) k
  where i.indrelid = table_oid and i.indisunique and i.indimmediate and i.indisvalid and i.indpred is null and k.never_null and k.plain
  order by i.indisprimary desc, i.indnkeyatts, i.indexrelid
$$;
