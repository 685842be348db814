-- Which partitions have something to vacuum or to analyze by autovacuum's own measure, and since when has nobody done it?
-- due: what there is to do, in words; null: nothing. A partition that was never vacuumed counts from when Kalends made it, or has known its table.
create or replace function kalends.partition_upkeep(tables kalends.watched_table[], partitions kalends.watched_partition[], as_of timestamptz)
  returns table (parent oid, partition_name text, work text, due text, since timestamptz)
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with part as materialized (
    select m.parent, m.table_schema, m.table_name, m.managed_since, c.oid, c.relname, c.reloptions, greatest(c.reltuples, 0) as row_count, c.reltuples < 0 as never_analyzed,
           pg_stat_get_dead_tuples(c.oid) as dead, pg_stat_get_ins_since_vacuum(c.oid) as inserted, pg_stat_get_mod_since_analyze(c.oid) as changed,
           greatest(age(c.relfrozenxid) / current_setting('autovacuum_freeze_max_age')::double precision, mxid_age(c.relminmxid) / current_setting('autovacuum_multixact_freeze_max_age')::double precision) as age
    from kalends.each_partition(partitions) p
    join kalends.each_table(tables) m on m.parent = p.parent and m.present is not null
    join pg_class c on c.oid = p.partition and c.relkind = 'r'
  ),
  judged as (
    select p.*, 'vacuum' as work,
           case when p.dead > least(kalends.autovacuum_setting(p.reloptions, 'autovacuum_vacuum_threshold') + kalends.autovacuum_setting(p.reloptions, 'autovacuum_vacuum_scale_factor') * p.row_count,
                                    nullif(kalends.autovacuum_setting(p.reloptions, 'autovacuum_vacuum_max_threshold'), -1)) then format('%s dead rows', p.dead)
                when p.inserted > nullif(kalends.autovacuum_setting(p.reloptions, 'autovacuum_vacuum_insert_threshold'), -1) + kalends.autovacuum_setting(p.reloptions, 'autovacuum_vacuum_insert_scale_factor') * p.row_count
                  then format('%s rows inserted', p.inserted)
                -- at the age itself autovacuum starts by itself, whatever else there is; a tenth more means that it does not come to it
                when p.age > 1.1 then format('%s%% of the age at which autovacuum has to freeze it', round((p.age * 100)::numeric)) end as due,
           greatest(pg_stat_get_last_vacuum_time(p.oid), pg_stat_get_last_autovacuum_time(p.oid)) as done_at
    from part p where p.dead > 0 or p.inserted > 0 or p.age > 1.1
    union all
    select p.*, 'analyze',
           case when p.never_analyzed and pg_relation_size(p.oid) > 0 then 'never analyzed'
                when p.changed > kalends.autovacuum_setting(p.reloptions, 'autovacuum_analyze_threshold') + kalends.autovacuum_setting(p.reloptions, 'autovacuum_analyze_scale_factor') * p.row_count
                  then format('%s rows changed', p.changed) end,
           greatest(pg_stat_get_last_analyze_time(p.oid), pg_stat_get_last_autoanalyze_time(p.oid))
    from part p where p.changed > 0 or p.never_analyzed
  )
  select j.parent, j.relname, j.work, j.due,
         coalesce(j.done_at, greatest(j.managed_since, (
           select max(l.at) from kalends.ledger l where l.table_schema = j.table_schema and l.table_name = j.table_name and l.action = 'create' and l.target = j.relname)))
  from judged j where j.due is not null
$$;
