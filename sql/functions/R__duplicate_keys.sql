-- Which keys are in the partitioned table of a migration more than once, where PostgreSQL cannot keep them unique without the partition column? Reads all keys; with a guard there are none.
create or replace function kalends.duplicate_keys(id bigint, most integer default 100) returns table (unique_index name, key text, copies bigint)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  i record;
begin
  for i in
    select x.name_after, s.oid as shadow, format('%I.%I', n.nspname, s.relname) as table_sql, string_agg(quote_ident(a.attname), ', ' order by k.place) as list
    from kalends.migration m
    join kalends.migration_index x on x.migration_id = m.id and x.is_unique
    join pg_class s on s.oid = m.shadow_oid join pg_namespace n on n.oid = s.relnamespace
    join kalends.migration_column p on p.migration_id = m.id and p.source_column = m.partition_column
    join pg_index d on d.indrelid = s.oid and d.indexrelid::regclass = any (array[to_regclass(format('%I.%I', n.nspname, x.name_before)), to_regclass(format('%I.%I', n.nspname, x.name_after))])
    cross join lateral unnest(d.indkey) with ordinality k(attnum, place)
    join pg_attribute a on a.attrelid = s.oid and a.attnum = k.attnum and a.attname <> p.target_column
    where m.id = duplicate_keys.id and d.indpred is null and d.indexprs is null and k.place <= d.indnkeyatts
    group by x.name_after, s.oid, n.nspname, s.relname, x.position
    order by x.position
  loop
    return query
    select i.name_after, r.* from jsonb_to_recordset(kalends.execute_as_owner(i.shadow, array[format(
      $q$select coalesce(jsonb_agg(d), '[]') from (select row(%1$s)::text as key, count(*) as copies from %2$s group by %1$s having count(*) > 1 and num_nulls(%1$s) = 0 limit %3$s) d$q$, i.list, i.table_sql, most)], 1)::jsonb)
      as r(key text, copies bigint);
  end loop;
end
$$;
