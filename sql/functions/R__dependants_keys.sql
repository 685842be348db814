-- What becomes of the foreign keys of the live table? The other one gets them before the swap, validated; below PostgreSQL 18 a partitioned table can only adopt those of its partitions.
create or replace function kalends.dependants_keys(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_keys.id) x;
  return query
  with wanted as (
    select k.*, r.sql as referenced_sql, kalends.key_statement(k.oid, s.live_columns, s.other_columns, r.sql, '{}', '{}') as sql,
           s.forward and current_setting('server_version_num')::integer < 180000 as adopts
    from pg_constraint k join pg_class c on c.oid = k.confrelid join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (select format('%I.%I', n.nspname, c.relname) as sql) r
    where k.conrelid = s.live and k.contype = 'f' and k.conparentid = 0 and k.confrelid <> s.live
      and not exists (select from pg_constraint o where o.conrelid = s.other and o.contype = 'f' and o.conname = k.conname and o.convalidated
                      and kalends.key_statement(o.oid, '{}', '{}', r.sql, '{}', '{}') = kalends.key_statement(k.oid, s.live_columns, s.other_columns, r.sql, '{}', '{}')))
  select 'foreign_key', format('%I on %s', w.conname, s.live_sql), case when w.convalidated then 'rebuild' else 'needs_you' end, case when w.convalidated then 'before' end, x.rank, x.statement,
         case when not w.convalidated then 'it is not valid: ALTER TABLE … VALIDATE CONSTRAINT first' end
  from wanted w
  cross join lateral (
    select 50, format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', s.other_sql, w.conname, w.sql)
    where not w.adopts and not exists (select from pg_constraint o where o.conrelid = s.other and o.conname = w.conname)
    union all
    select 51, kalends.as_owner_statement(s.other_sql, format('ALTER TABLE %s VALIDATE CONSTRAINT %I', s.other_sql, w.conname)) where not w.adopts
    union all
    select 50, format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', l.sql, w.conname, w.sql)
    from kalends.leaves(s.other) l where w.adopts and not exists (select from pg_constraint o where o.conrelid = l.leaf and o.conname = w.conname)
    union all
    select 51, kalends.as_owner_statement(l.sql, format('ALTER TABLE %s VALIDATE CONSTRAINT %I', l.sql, w.conname))
    from kalends.leaves(s.other) l where w.adopts and not exists (select from pg_constraint o where o.conrelid = l.leaf and o.conname = w.conname and o.convalidated)
    union all
    select 52, format('ALTER TABLE %s ADD CONSTRAINT %I %s', s.other_sql, w.conname, w.sql) where w.adopts) x(rank, statement);
  return query
  select 'foreign_key', format('%I on %s', o.conname, s.other_sql), 'rebuild', 'before', 49, format('ALTER TABLE %s DROP CONSTRAINT %I', s.other_sql, o.conname), 'the live table has it no more'
  from pg_constraint o
  where o.conrelid = s.other and o.contype = 'f' and o.conparentid = 0 and not exists (select from pg_constraint k where k.conrelid = s.live and k.contype = 'f' and k.conname = o.conname);
end
$$;
