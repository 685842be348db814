-- How fast do these tables grow, how large will the present partition be when its period ends, and what will retention set free within `days`?
-- The pace is that of the present period once a tenth of it is over, else that of the last three closed ones.
create or replace function kalends.growth(tables kalends.watched_table[], partitions kalends.watched_partition[], as_of timestamptz, days bigint)
  returns table (parent oid, partitions_until timestamptz, bytes_per_day double precision, present_partition oid, present_bytes bigint, present_bytes_at_end double precision, size_passed_at timestamptz, freed_bytes bigint)
  language sql stable rows 100
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with period as materialized (
    select m.parent, m.max_partition_bytes, p.partition, p.lower_bound, p.upper_bound, p.upper_bound <= m.present as closed,
           row_number() over (partition by m.parent, p.upper_bound <= m.present order by p.upper_bound desc) as nth,
           m.drops and p.upper_bound <= m.cut_off + make_interval(days => days::integer) as freed, extract(epoch from p.upper_bound - p.lower_bound)::double precision / 86400 as days
    from kalends.each_table(tables) m join kalends.each_partition(partitions) p on p.parent = m.parent and not p.detach_pending
    where m.present is not null and isfinite(p.lower_bound) and isfinite(p.upper_bound)
  ),
  sized as materialized (
    select p.*, pg_total_relation_size(p.partition)::double precision as bytes from period p where p.closed and p.nth <= 3 or p.lower_bound <= as_of and as_of < p.upper_bound
  ),
  whole as (
    select p.parent, max(p.upper_bound) as until, sum(case when p.freed then pg_total_relation_size(p.partition) end)::bigint as freed_bytes from period p group by p.parent
  ),
  past as (
    select s.parent, sum(s.bytes) / sum(s.days) as pace from sized s where s.closed group by s.parent
  ),
  present as (
    select s.*, case when x.elapsed >= s.days / 10 then s.bytes / x.elapsed else coalesce(q.pace, s.bytes / greatest(x.elapsed, 0.01)) end as pace, x.elapsed
    from sized s left join past q on q.parent = s.parent
    cross join lateral (select extract(epoch from as_of - s.lower_bound)::double precision / 86400 as elapsed) x
    where not s.closed and s.lower_bound <= as_of and as_of < s.upper_bound
  )
  select m.parent, h.until, coalesce(n.pace, q.pace, 0), n.partition, n.bytes::bigint, e.at_end,
         case when n.bytes <= m.max_partition_bytes and e.at_end > m.max_partition_bytes then as_of + make_interval(secs => (m.max_partition_bytes - n.bytes) / n.pace * 86400) end,
         coalesce(h.freed_bytes, 0)
  from kalends.each_table(tables) m
  left join whole h on h.parent = m.parent
  left join present n on n.parent = m.parent
  left join past q on q.parent = m.parent
  cross join lateral (select n.bytes + n.pace * (n.days - n.elapsed) as at_end) e
  where m.present is not null
$$;
