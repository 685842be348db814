-- Which migrations that were cut over are to be compared again, once a day until the old table is retired, and of which are old and new not known to be equal? Their table is the monolith, by its name before the cut-over, whose lease is that of the migration.
create or replace function kalends.plan_audit(managed_table text) returns setof kalends.action
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
as $$
  with kept as materialized (
    select m.*, c.checked_at, c.equal, c.message as found, kalends.mirror_fault(m.id) as broken,
           c.checked_at > clock_timestamp() - interval '20 hours' and c.checked_at >= m.cut_over_at as audited
    from kalends.migration m
    left join lateral (
      select x.* from kalends.migration_check x where x.migration_id = m.id and x.partition_name is null order by x.checked_at desc, x.id desc limit 1) c on true
    where m.phase = 'cut_over' and (kalends.matches_table(m.source_schema, m.source_table, managed_table) or kalends.matches_table(m.target_schema, m.target_table, managed_table))
  )
  select k.source_schema, k.source_table, 'audit', 'audit', k.target_schema, k.target_table, null::timestamptz, null::timestamptz,
         array[format('SELECT kalends.audit_migration(%s)', k.id)], 'one', null, null,
         format('the old table, %I.%I, is kept equal until %s', k.source_schema, k.old_table, to_char(k.retire_after, 'YYYY-MM-DD')),
         greatest(c.reltuples, 0)::bigint, null::bigint, 'do', null::text
  from kept k left join pg_class c on c.oid = k.source_oid
  where k.audited is not true
  union all
  select k.source_schema, k.source_table, 'audit', 'audit', k.target_schema, k.target_table, null, null, '{}', 'one', null, null, null, null, null, 'fault',
         format('%I.%I and %I.%I may differ: %s. Apply what waits and compare: kalends migrate verify %6$s; with --repair make the old one equal. The keys: kalends migrate differences %6$s',
                k.target_schema, k.target_table, k.source_schema, k.old_table, coalesce(k.broken, k.found, 'see kalends.migration_check'), kalends.shell_word(format('%I.%I', k.source_schema, k.source_table)))
  from kept k
  where k.audited and (k.broken is not null or not k.equal)
$$;
