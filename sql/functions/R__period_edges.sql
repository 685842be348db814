-- At which values do the partitions of a table begin and end, in order and as an array literal of the partition column's type; and which partition begins at each, null where none does?
create or replace function kalends.period_edges(parent oid, out edges text, out partitions oid[])
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with bound as (select b.* from kalends.partition_bounds(parent) b where not b.is_default),
  edge as (
    select distinct on (e.at) e.at, e.partition_oid
    from (select b.lower_bound as at, b.partition_oid from bound b union all select b.upper_bound, null from bound b) e
    where e.at is not null
    order by e.at, e.partition_oid
  )
  select coalesce('ARRAY[' || string_agg(kalends.bound_literal(a.atttypid, e.at), ', ' order by e.at) || ']', 'ARRAY[]') || format('::%s[]', format_type(a.atttypid, null)),
         array_agg(coalesce(e.partition_oid, nullif(p.partdefid, 0)) order by e.at) filter (where e.at is not null)
  from pg_partitioned_table p
  join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
  left join edge e on true
  where p.partrelid = parent
  group by a.atttypid
$$;
