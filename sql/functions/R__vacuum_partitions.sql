-- Asks for a vacuum of what has something to vacuum, or, `rewrite`, for VACUUM FULL. VACUUM cannot run in a function: this files a request and returns its number.
create or replace function kalends.vacuum_partitions(managed_table text default null, rewrite boolean default false)
  returns table (request bigint, message text)
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  select n.number, format('request %1$s is filed: the next run carries it out. SELECT * FROM kalends.request_status(%1$s);', n.number)
  from (select kalends.request_job('vacuum', jsonb_strip_nulls(jsonb_build_object('table', managed_table, 'full', rewrite))) as number) n
$$;
