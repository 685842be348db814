-- From when on does the catch-all hold no row of this range? At the beginning of the next day of the zone after its last row, or of the next hour for periods of a day or an hour.
create or replace function kalends.free_of_catch_all(parent oid, catch_all oid, lower_bound timestamptz, upper_bound timestamptz, granularity text, zone text) returns timestamptz
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC'
as $$
declare
  key pg_attribute;
  newest timestamptz;
begin
  select a.* into key from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0] where p.partrelid = parent;
  newest := (kalends.query_as_owner(array[catch_all], format('select max(%1$I)::timestamptz from %2$s where %1$I >= %3$s and %1$I < %4$s', key.attname, catch_all::regclass,
    kalends.bound_literal(key.atttypid, lower_bound), kalends.bound_literal(key.atttypid, upper_bound))))[1];
  return (select min(p.upper_bound) from kalends.periods(case when granularity in ('day', 'hour') and key.atttypid <> 'date'::regtype then 'hour' else 'day' end, zone, newest, newest + interval '1 microsecond') p);
end
$$;
