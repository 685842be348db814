-- What has happened to each partition of the managed tables since its statistics and its last vacuum?
create or replace function kalends.partition_activity(managed_table text, as_of timestamptz)
  returns table (table_schema name, table_name name, parent oid, partition_oid oid, partition_schema name, partition_name name, pages bigint, row_estimate bigint,
                 never_analyzed boolean, changed bigint, dead bigint, inserted bigint, last_analyze timestamptz, last_vacuum timestamptz, unfrozen boolean)
  language sql stable rows 1000
  set search_path = pg_catalog, pg_temp
as $$
  select m.table_schema, m.table_name, m.parent, c.oid, n.nspname, c.relname,
         case when c.relpages > 0 then c.relpages::bigint else pg_relation_size(c.oid) / current_setting('block_size')::integer end,
         greatest(c.reltuples, 0)::bigint, c.reltuples < 0, pg_stat_get_mod_since_analyze(c.oid), pg_stat_get_dead_tuples(c.oid), pg_stat_get_ins_since_vacuum(c.oid),
         greatest(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid)),
         greatest(pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid)),
         c.relallvisible < c.relpages
  from kalends.managed_tables(managed_table, as_of, '{}') m
  join pg_inherits i on i.inhparent = m.parent and not i.inhdetachpending
  join pg_class c on c.oid = i.inhrelid and c.relkind in ('r', 'p')
  join pg_namespace n on n.oid = c.relnamespace
  where m.present is not null
$$;
