-- Which partitions ought to be there and are not: the present period, those up to the horizon, and every gap after the oldest that is kept, but none further back than longest_gap()?
-- A partition whose detach is pending takes its range, but is kept no more.
create or replace function kalends.missing_partitions(managed_table text, as_of timestamptz, overrides jsonb)
  returns table (parent oid, lower_bound timestamptz, upper_bound timestamptz, partition_schema name, partition_name name, is_present boolean, sibling oid)
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with managed as materialized (
    select m.* from kalends.managed_tables(managed_table, as_of, overrides) m where m.present is not null
  ),
  bound as (
    select b.parent_oid, range_agg(tstzrange(b.lower_bound, b.upper_bound)) as taken,
           range_agg(tstzrange(b.lower_bound, b.upper_bound)) filter (where not b.detach_pending) as kept
    from kalends.partition_bounds((select case when count(*) = 1 then min(m.parent) end from managed m)) b
    where not b.is_default
    group by b.parent_oid
  ),
  wanted as materialized (
    select m.*, b.taken, greatest(least(m.present, o.oldest), c.period, e.period) as since
    from managed m
    left join bound b on b.parent_oid = m.parent
    left join lateral (
      select case when isfinite(lower(b.kept)) then lower(b.kept) else (select upper(r) from unnest(b.kept) r limit 1) end as oldest) o on true
    left join lateral (
      select p.lower_bound as period from kalends.periods((m.config).granularity, m.zone, m.cut_off, m.cut_off + interval '1 microsecond') p) c on true
    left join lateral (
      select p.lower_bound as period
      from (select m.present - kalends.longest_gap((m.config).granularity) * kalends.period_step((m.config).granularity) as t) far
      cross join lateral kalends.periods((m.config).granularity, m.zone, far.t, far.t + interval '1 microsecond') p
      where o.oldest < far.t) e on true
  ),
  piece as materialized (
    select w.parent, w.table_name, w.zone, w.present, w.config, p.lower_bound as period, lower(r.missing) as lower_bound, upper(r.missing) as upper_bound
    from wanted w
    cross join lateral unnest(tstzmultirange(tstzrange(w.since, w.horizon)) - coalesce(w.taken, '{}')) as g(gap)
    cross join lateral kalends.periods((w.config).granularity, w.zone, lower(g.gap), upper(g.gap)) p
    cross join lateral (select g.gap * tstzrange(p.lower_bound, p.upper_bound) as missing) r
    where not isempty(r.missing)
  ),
  sibling as materialized (
    select d.parent, s.oid as sibling, coalesce(s.relnamespace, r.relnamespace) as schema
    from (select distinct p.parent, (p.config).granularity, p.zone from piece p) d
    join pg_class r on r.oid = d.parent
    left join pg_class s on s.oid = kalends.newest_sibling(d.parent, d.granularity, d.zone)
  ),
  named as (
    select p.*, s.sibling, s.schema, kalends.partition_name(p.table_name, (p.config).granularity, p.lower_bound = p.period, p.lower_bound at time zone p.zone) as name
    from piece p join sibling s on s.parent = p.parent
  )
  select n.parent, n.lower_bound, n.upper_bound, s.nspname,
         case when row_number() over (partition by n.parent, n.name order by n.lower_bound) > 1
              then kalends.fit_name(n.name::text, '_' || left(md5(n.lower_bound::text || n.upper_bound::text), 8))
              else kalends.free_name(n.schema, n.name, n.lower_bound::text || n.upper_bound::text) end,
         m.moment >= n.lower_bound and m.moment < n.upper_bound, n.sibling
  from named n join pg_namespace s on s.oid = n.schema
  cross join lateral (select (as_of at time zone (n.config).time_zone) at time zone n.zone as moment) m
$$;
