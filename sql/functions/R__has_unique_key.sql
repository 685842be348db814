-- Does, or will, this table of a migration have a unique index on exactly these columns, so that foreign keys may point to them? A shadow that has no indexes yet will, where the partition column is among them.
create or replace function kalends.has_unique_key(id bigint, target oid, columns name[]) returns boolean
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from pg_index i
    where i.indrelid = target and i.indisunique and i.indimmediate and i.indpred is null and i.indexprs is null
      and (select array_agg(a.attname::text order by a.attname::text) from unnest(i.indkey) with ordinality k(attnum, n) join pg_attribute a on a.attrelid = target and a.attnum = k.attnum where k.n <= i.indnkeyatts)
        = (select array_agg(c::text order by c::text) from unnest(columns) c))
  or exists (
    select from kalends.migration m join kalends.migration_column c on c.migration_id = m.id and c.source_column = m.partition_column
    where m.id = has_unique_key.id and m.phase in ('planned', 'prepared', 'capturing', 'copied') and c.target_column = any (columns))
$$;
