-- A number that changes when the catalogue knows something new of a partition: its size, its rows, its last ANALYZE or VACUUM.
create or replace function kalends.statistics_fingerprint(partition oid) returns bigint
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select hashtextextended(concat_ws('|', c.relname, c.relpages, c.reltuples, pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid),
                                    pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid), c.relpartbound), 0)
  from pg_class c where c.oid = partition
$$;
