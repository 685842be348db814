-- Which partition is a new one to be like: the newest that holds exactly one period, else the newest of all? Not the catch-all, no foreign table, none that is itself partitioned. Null: there is none.
create or replace function kalends.newest_sibling(parent oid, granularity text, zone text) returns oid
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select b.partition_oid
  from kalends.partition_bounds(parent) b
  join pg_class c on c.oid = b.partition_oid and c.relkind = 'r'
  left join lateral kalends.periods(granularity, zone, b.lower_bound, b.lower_bound + interval '1 microsecond') p on isfinite(b.lower_bound) and isfinite(b.upper_bound)
  where not b.is_default and not b.detach_pending
  order by p.lower_bound = b.lower_bound and p.upper_bound = b.upper_bound desc nulls last, b.lower_bound desc nulls last, b.partition_oid desc
  limit 1
$$;
