-- Which statements analyze the shadow, each in a transaction of its own? From PostgreSQL 18 on partition by partition; before, ANALYZE of the table means its partitions too.
create or replace function kalends.analyze_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case when current_setting('server_version_num')::integer < 180000 then array[format('ANALYZE %s', m.shadow_oid::regclass)]
    else (select coalesce(array_agg(format('ANALYZE %s', i.inhrelid::regclass) order by pg_relation_size(i.inhrelid) desc), '{}') from pg_inherits i where i.inhparent = m.shadow_oid)
         || format('ANALYZE ONLY %s', m.shadow_oid::regclass) end
  from kalends.migration m where m.id = analyze_statements.id
$$;
