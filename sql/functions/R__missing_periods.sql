-- Which periods ought to have a partition and have none: the present one, those up to the horizon, and every gap after the oldest that is kept, but none further back than longest_gap()? A part of a period, where another part has one.
-- A partition whose detach is pending takes its range, but is kept no more.
create or replace function kalends.missing_periods(managed_table text, as_of timestamptz, overrides jsonb)
  returns table (parent oid, lower_bound timestamptz, upper_bound timestamptz, period timestamptz, is_present boolean, granularity text, zone text, table_name name)
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
  )
  select p.parent, p.lower_bound, p.upper_bound, p.period, m.moment >= p.lower_bound and m.moment < p.upper_bound, (p.config).granularity, p.zone, p.table_name
  from piece p
  cross join lateral (select (as_of at time zone (p.config).time_zone) at time zone p.zone as moment) m
$$;
