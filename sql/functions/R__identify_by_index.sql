-- Gives a table that is to become a partition the replica identity of its parent, where that is by an index: PostgreSQL hands down the index, but not its use. Lock: ACCESS EXCLUSIVE on the new table, which nobody uses yet.
create or replace function kalends.identify_by_index(parent regclass, partition regclass) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  found_index name;
begin
  with index as (
    select x.indrelid, x.indexrelid, x.indisreplident,
           (select array_agg(a.attname order by k.place) from unnest(x.indkey[0:x.indnkeyatts - 1]) with ordinality k(number, place) join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.number) as columns
    from pg_index x where x.indrelid in (parent, partition) and x.indisunique and x.indimmediate and x.indpred is null and x.indexprs is null)
  select c.relname into found_index
  from index p join index n on n.indrelid = partition and n.columns = p.columns join pg_class c on c.oid = n.indexrelid
  where p.indrelid = parent and p.indisreplident
  order by c.relname limit 1;
  if found_index is not null then
    execute format('alter table %s replica identity using index %I', partition, found_index);
  end if;
end
$$;
