-- The partitions of such an array as rows: what UNNEST gives, but the planner is told how many to expect (it takes an unknown array for ten).
create or replace function kalends.each_partition(partitions kalends.watched_partition[]) returns setof kalends.watched_partition
  language sql immutable strict rows 4000
  set search_path = pg_catalog, pg_temp
as $$
  select p.* from unnest(partitions) p
$$;
