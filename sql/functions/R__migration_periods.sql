-- Which partitions is the shadow to have: every period from the oldest row to the newest or to the present, whichever is later, and future_partitions more? Reads the whole monolith where no index helps.
create or replace function kalends.migration_periods(id bigint, as_of timestamptz default now()) returns table (partition_name name, lower_bound timestamptz, upper_bound timestamptz)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC'
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  zone text;
  oldest timestamptz;
  newest timestamptz;
  range text[];
begin
  select x.* into m from kalends.migration x where x.id = migration_periods.id;
  select case a.atttypid when 'timestamptz'::regtype then m.time_zone else 'UTC' end into zone from pg_attribute a where a.attrelid = m.source_oid and a.attname = m.partition_column;
  -- With the time zone UTC of this function, a date and a timestamp are read as if their wall clock were UTC's.
  range := kalends.execute_as_owner(m.source_oid, array[format('select array[min(%1$I)::timestamptz, max(%1$I)::timestamptz]::text[] from only %2$s', m.partition_column, m.source_oid::regclass)], 1);
  oldest := range[1];
  newest := range[2];
  if not isfinite(oldest) or not isfinite(newest) then
    raise exception '%.% has rows whose % is infinite', quote_ident(m.source_schema), quote_ident(m.source_table), quote_ident(m.partition_column) using errcode = 'KA002', hint = 'Give them a date.';
  end if;
  as_of := (as_of at time zone m.time_zone) at time zone zone;
  return query
  select kalends.partition_name(m.target_table::text, m.granularity, true, p.lower_bound at time zone zone), p.lower_bound, p.upper_bound
  from (select p.*, count(*) filter (where p.lower_bound > greatest(newest, as_of)) over (order by p.lower_bound) as ahead
        from kalends.periods(m.granularity, zone, least(oldest, as_of), greatest(newest, as_of) + (m.future_partitions + 2) * kalends.period_step(m.granularity)) p) p
  where p.ahead <= m.future_partitions
  order by p.lower_bound;
end
$$;
