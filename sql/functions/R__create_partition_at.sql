-- Creates the partition of this granularity that holds an instant, or what is missing of it, and returns the names: none when all of it is there. Lock: SHARE UPDATE EXCLUSIVE on the parent.
-- For date and timestamp keys the instant is their wall clock, read as UTC.
-- Concurrent callers are serialized by that lock; in READ COMMITTED the second one finds the partition and creates nothing.
create or replace function kalends.create_partition_at(parent oid, granularity text, at timestamptz) returns name[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  piece record;
  created name[] := '{}';
  drained oid;
  sibling pg_class;
  blocker text;
  label record;
begin
  select n.nspname, n.oid as schema, c.relname, case when a.atttypid = 'timestamptz'::regtype then coalesce(k.time_zone, 'UTC') else 'UTC' end as zone, nullif(p.partdefid, 0) as catch_all
  into label
  from pg_partitioned_table p
  join pg_class c on c.oid = p.partrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
  left join kalends.partition_config k on k.table_schema = n.nspname and k.table_name = c.relname
  where p.partrelid = parent;
  select c.* into sibling from pg_class c where c.oid = kalends.newest_sibling(parent, granularity, label.zone);
  for piece in
    select lower(m) as lower_bound, upper(m) as upper_bound,
           kalends.free_name(coalesce(sibling.relnamespace, label.schema), kalends.partition_name(label.relname::text, granularity, lower(m) = w.lower_bound, lower(m) at time zone label.zone), m::text) as name
    from kalends.periods(granularity, label.zone, at, at + interval '1 microsecond') w
    cross join lateral (
      select tstzmultirange(tstzrange(w.lower_bound, w.upper_bound)) - coalesce(range_agg(tstzrange(b.lower_bound, b.upper_bound)), '{}') as missing
      from kalends.partition_bounds(parent) b where not b.is_default) d
    cross join lateral unnest(d.missing) m
  loop
    execute format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', parent::regclass);
    continue when exists (
      select from kalends.partition_bounds(parent) b
      where not b.is_default and tstzrange(b.lower_bound, b.upper_bound) && tstzrange(piece.lower_bound, piece.upper_bound));
    drained := null;
    if label.catch_all is not null then
      blocker := kalends.drain_blocker(parent, label.catch_all);
      if blocker is null then
        drained := label.catch_all;
      elsif (kalends.catch_all_slice(parent, label.catch_all, piece.lower_bound, piece.upper_bound, 1)).row_count > 0 then
        raise exception 'partition % of % is not created: rows of its time lie in the catch-all and cannot be moved', piece.name, parent::regclass using errcode = 'KA002', detail = blocker;
      end if;
    end if;
    perform kalends.execute_statements(parent, kalends.create_statements(parent, sibling.oid, piece.name, piece.lower_bound, piece.upper_bound, drained));
    perform kalends.write_ledger(null, 'sql', label.nspname, label.relname, 'create', coalesce((select s.nspname from pg_namespace s where s.oid = sibling.relnamespace), label.nspname), piece.name, null, 'SHARE UPDATE EXCLUSIVE', null, null, null, null, 'done', null, null);
    created := created || piece.name;
  end loop;
  return created;
end
$$;
