-- How many rows of the catch-all lie between two bounds, and where must the slice end so that it has no more than `budget`?
-- Reads the catch-all, at most budget + 1 rows of the range. split null: the whole range fits. fault: why it cannot be read, where row_count is null.
create or replace function kalends.catch_all_slice(parent oid, catch_all oid, lower_bound timestamptz, upper_bound timestamptz, budget integer,
                                                   out row_count bigint, out split timestamptz, out fault text)
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC'
as $$
declare
  key text;
  key_type oid;
  source text := catch_all::regclass::text;
  range text;
begin
  select format('%I', a.attname), a.atttypid into key, key_type
  from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
  where p.partrelid = parent;
  range := format('%1$s >= %2$s and %1$s < %3$s', key, kalends.bound_literal(key_type, lower_bound), kalends.bound_literal(key_type, upper_bound));
  row_count := (kalends.query_as_owner(array[catch_all], format('select count(*) from (select from %s where %s limit %s) r', source, range, budget + 1)))[1];
  if row_count > budget then
    split := (kalends.query_as_owner(array[catch_all], format('select k::timestamptz from (select %1$s as k from %2$s where %3$s order by 1 offset %4$s limit 1) x', key, source, range, budget)))[1];
    if split <= lower_bound then
      split := (kalends.query_as_owner(array[catch_all], format('select min(%1$s)::timestamptz from %2$s where %3$s and %1$s > %4$s', key, source, range, kalends.bound_literal(key_type, lower_bound))))[1];
    end if;
    row_count := budget;
  end if;
exception
  when lock_not_available then
    raise;
  when others then -- a right, or an error of the owner's own making: of this table, not of all
    row_count := null;
    fault := sqlerrm;
end
$$;
