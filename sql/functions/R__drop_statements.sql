-- Which statements, one by one, drop a detached table? Its own foreign keys first: each takes ACCESS EXCLUSIVE on the table it points to, and so only for a moment. PostgreSQL 14 takes some of them away at the detach.
create or replace function kalends.drop_statements(detached oid) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select array_agg(format('ALTER TABLE %I.%I DROP CONSTRAINT IF EXISTS %I', n.nspname, c.relname, k.conname) order by k.conname)
                   from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), '{}')
      || format('DROP TABLE %I.%I', n.nspname, c.relname)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.oid = detached
$$;
