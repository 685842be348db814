-- Removes Kalends from a database: schema kalends with its policy, ledger and history. Partitions and data stay as they are, also the detached ones.
-- psql "$DATABASE_URL" -f sql/uninstall.sql
begin;
-- A partition that was made with search_path = kalends, public, and a bare name, lies in schema kalends: it moves to its parent's.
do $$
declare
  stray record;
begin
  for stray in
    select format('kalends.%I', c.relname) as label, coalesce(nullif(p.relnamespace::regnamespace::text, 'kalends'), 'public') as home
    from pg_class c
    left join pg_inherits i on i.inhrelid = c.oid
    left join pg_class p on p.oid = i.inhparent
    where c.relnamespace = to_regnamespace('kalends')::oid and (c.relkind = 'p' or c.relkind in ('r', 'f') and c.relispartition)
  loop
    execute format('alter table %s set schema %s', stray.label, stray.home);
  end loop;
end
$$;
drop schema if exists kalends cascade;
commit;
