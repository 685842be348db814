-- Which partition is a new one to be like: the newest that holds exactly one period, else the newest of all? Not the catch-all, no foreign table, none that is itself partitioned. Null: there is none.
create or replace function kalends.newest_sibling(parent oid, granularity text, zone text) returns oid
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with sibling as materialized (
    select b.* from kalends.partition_bounds(parent) b join pg_class c on c.oid = b.partition_oid and c.relkind = 'r'
    where not b.is_default and not b.detach_pending
  )
  -- newest first, so that LIMIT asks for the period of no more than it needs
  select coalesce(
    (select b.partition_oid
     from (select s.* from sibling s where isfinite(s.lower_bound) and isfinite(s.upper_bound) order by s.lower_bound desc, s.partition_oid desc offset 0) b
     cross join lateral kalends.periods(granularity, zone, b.lower_bound, b.lower_bound + interval '1 microsecond') p
     where p.lower_bound = b.lower_bound and p.upper_bound = b.upper_bound
     limit 1),
    (select s.partition_oid from sibling s order by s.lower_bound desc nulls last, s.partition_oid desc limit 1))
$$;
