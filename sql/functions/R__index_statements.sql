-- Which indexes of the shadow's partitions are still to be built, and how? Each in a transaction of its own, in any order and side by side; the largest first. Lock: SHARE on the partition.
create or replace function kalends.index_statements(id bigint) returns table ("position" integer, partition_name name, statement text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select (row_number() over (order by pg_relation_size(c.oid) desc, c.oid, x.position))::integer, c.relname,
         format('CREATE %sINDEX %I ON %I.%I %s', case when x.is_unique then 'UNIQUE ' end, w.name, n.nspname, c.relname, x.definition)
  from kalends.migration m
  join pg_inherits i on i.inhparent = m.shadow_oid
  join pg_class c on c.oid = i.inhrelid
  join pg_namespace n on n.oid = c.relnamespace
  join kalends.migration_index x on x.migration_id = m.id
  cross join lateral (select kalends.index_name(c.relname, x.constraint_kind, x.position) as name) w
  where m.id = index_statements.id and not exists (select from pg_class k where k.relnamespace = c.relnamespace and k.relname = w.name)
$$;
