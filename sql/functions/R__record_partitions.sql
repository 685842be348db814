-- Writes partition_metadata anew for one table and returns the number of rows that changed. Reads the table: closed partitions are counted exactly, once, five million rows a call.
-- Each partition that is counted stays locked (ACCESS SHARE) until the end of the transaction: `most` bounds how many are written by one call, null is all.
create or replace function kalends.record_partitions(managed_table text, as_of timestamptz default now(), most integer default null) returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  p record;
  budget bigint := 5000000;
  exact bigint;
  touched bigint := 0;
begin
  if current_setting('server_version_num')::integer < 150000 and exists (
    select from kalends.ledger l where kalends.matches_table(l.table_schema, l.table_name, managed_table) and l.action in ('analyze', 'vacuum') and l.at > clock_timestamp() - interval '1 second') then
    perform pg_sleep(0.6); -- 14 publishes what an ANALYZE found half a second late
    perform pg_stat_clear_snapshot();
  end if;
  delete from kalends.partition_metadata d
  where kalends.matches_table(d.parent_schema, d.parent_table, managed_table)
    and not exists (select from pg_namespace pn
                    join pg_class t on t.relnamespace = pn.oid and t.relname = d.parent_table
                    join pg_inherits i on i.inhparent = t.oid and not i.inhdetachpending
                    join pg_class c on c.oid = i.inhrelid and c.relname = d.partition_name
                    join pg_namespace n on n.oid = c.relnamespace and n.nspname = d.partition_schema
                    where pn.nspname = d.parent_schema);
  get diagnostics touched = row_count;
  for p in
    select m.table_schema, m.table_name, m.zone, m.parent_name, a.*, b.lower_bound, b.upper_bound, kalends.statistics_fingerprint(a.partition_oid) as fingerprint,
           b.upper_bound <= m.present as closed, concat_ws(' and ', m.key_name || ' >= ' || kalends.bound_literal(m.key_type, b.lower_bound),
                                                            m.key_name || ' < ' || kalends.bound_literal(m.key_type, b.upper_bound)) as range, old.fingerprint as old_fingerprint
    from kalends.managed_tables(managed_table, as_of, '{}') m
    join kalends.partition_activity(managed_table, as_of) a on a.parent = m.parent
    join kalends.partition_bounds(m.parent) b on b.partition_oid = a.partition_oid
    left join kalends.partition_metadata old on old.parent_schema = m.table_schema and old.parent_table = m.table_name
      and old.partition_schema = a.partition_schema and old.partition_name = a.partition_name
    order by b.upper_bound desc
  loop
    continue when p.fingerprint is not distinct from p.old_fingerprint;
    exact := null;
    if p.closed and p.row_estimate <= budget then
      begin
        exact := (kalends.query_as_owner(array[p.parent, p.partition_oid], format('select count(*) from %s where %s', p.parent_name, p.range), true))[1];
      exception
        -- row security hides rows, or counting would execute code of another role: the estimate stays
        when lock_not_available then
          raise;
        when others then
          null;
      end;
      budget := budget - coalesce(exact, 0);
    end if;
    insert into kalends.partition_metadata values (p.table_schema, p.table_name, p.partition_schema, p.partition_name,
      case when isfinite(p.lower_bound) then (p.lower_bound at time zone p.zone)::date end, p.lower_bound, p.upper_bound,
      coalesce(exact, p.row_estimate), exact is not null, pg_total_relation_size(p.partition_oid), p.last_analyze, p.last_vacuum, p.fingerprint, now())
    on conflict (parent_schema, parent_table, partition_schema, partition_name) do update
      set partition_date = excluded.partition_date, lower_bound = excluded.lower_bound, upper_bound = excluded.upper_bound, row_count = excluded.row_count,
          row_count_exact = excluded.row_count_exact, size_bytes = excluded.size_bytes, last_analyze = excluded.last_analyze, last_vacuum = excluded.last_vacuum,
          fingerprint = excluded.fingerprint, recorded_at = excluded.recorded_at;
    touched := touched + 1;
    exit when touched >= most;
  end loop;
  return touched;
end
$$;
