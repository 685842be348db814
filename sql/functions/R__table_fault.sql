-- Why can this row of partition_config not be worked on? Null: it can. Says what, where, which value, and what to do.
create or replace function kalends.table_fault(c kalends.partition_config, parent oid) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  with facts as (
    select format('%I.%I', c.table_schema, c.table_name) as label, pc.relkind, pt.partstrat, pt.partnatts, a.attname, a.atttypid, wanted.attname as wanted,
           (select array_agg(z.attname::text order by z.attnum) from pg_attribute z
            where z.attrelid = parent and z.attnum > 0 and not z.attisdropped
              and z.atttypid in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)) as time_columns
    from (select) as one
    left join pg_class pc on pc.oid = parent
    left join pg_partitioned_table pt on pt.partrelid = pc.oid
    left join pg_attribute a on a.attrelid = pc.oid and a.attnum = pt.partattrs[0]
    left join pg_attribute wanted on wanted.attrelid = pc.oid and wanted.attname = c.partition_column and not wanted.attisdropped
  )
  select case
    when parent is null and c.seen_at is null then null
    when parent is null and exists (select from pg_class r where r.oid = c.table_oid and r.relkind = 'p') then
      (select format('table %s is called %s now: UPDATE kalends.partition_config SET table_schema = %L, table_name = %L WHERE table_schema = %L AND table_name = %L.', label, r.oid::regclass, n.nspname, r.relname, c.table_schema, c.table_name)
       from pg_class r join pg_namespace n on n.oid = r.relnamespace where r.oid = c.table_oid)
    when parent is null then format('table %s was there on %s and is gone. Delete its row of partition_config if that is meant, else restore the table.', label, c.seen_at::date)
    when relkind <> 'p' then format('table %s is not partitioned. Remove its row of partition_config, or migrate the table first.', label)
    when partstrat <> 'r' or partnatts <> 1 then format('table %s is not partitioned by RANGE of one column, which Kalends needs. Remove its row of partition_config.', label)
    when attname is null then format('table %s is partitioned by an expression; Kalends needs a column. Remove its row of partition_config.', label)
    when wanted is null then format('table %s has no column %I, which partition_config names as partition_column. Set it to %I.', label, c.partition_column, attname)
    when attname is distinct from c.partition_column then format('table %s is partitioned by %I, not by %I as partition_config says. Set partition_column to %I.', label, attname, c.partition_column, attname)
    when atttypid not in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) then format('table %s is partitioned by %I of type %s; Kalends handles date, timestamp and timestamptz. Remove its row of partition_config.', label, attname, atttypid::regtype)
    when atttypid = 'date'::regtype and c.granularity = 'hour' then format('table %s is partitioned by the date %I, which has no hours. Set granularity to day or longer.', label, attname)
    when not kalends.is_usable_time_zone(c.time_zone) then format('partition_config of %s has the time_zone %L, which the server does not know. Set it to a name that pg_timezone_names lists.', label, c.time_zone)
    when c.granularity not in ('hour', 'day', 'week', 'month', 'quarter', 'year') then format('partition_config of %s has the granularity %L. Set it to hour, day, week, month, quarter or year.', label, c.granularity)
    when c.future_partitions not between 0 and 1000 then format('partition_config of %s has future_partitions %s. Set it to 0 to 1000.', label, c.future_partitions)
    when c.retention_months not between 0 and 1200 or c.retention_days not between 0 and 36500 or c.retention_months + c.retention_days = 0
      then format('partition_config of %s has retention_months %s and retention_days %s. Set months to 0 to 1200 and days to 0 to 36500, not both 0; null keeps for ever.', label, c.retention_months, c.retention_days)
    else (select format('partition_config of %s has %s %s. Set it to %s.', label, x.name, x.value, x.range)
          from (values ('grace_days', c.grace_days::text, c.grace_days between 0 and 3650, '0 to 3650'),
                       ('retention_action', quote_nullable(c.retention_action), c.retention_action in ('drop', 'detach'), 'drop or detach'),
                       ('max_drops_per_run', c.max_drops_per_run::text, c.max_drops_per_run between 0 and 10000, '0 to 10000'),
                       ('drain_rows', c.drain_rows::text, c.drain_rows between 1 and 1000000, '1 to 1000000'),
                       ('max_partition_bytes', c.max_partition_bytes::text, c.max_partition_bytes > 0, 'a positive number')) x(name, value, fine, range)
          where x.fine is not true limit 1)
  end
  from facts
$$;
