-- What becomes of the foreign keys that point to the live table, its own to itself among them? They are turned inside the swap, since only one of the two tables may act upon them, and validated after it.
create or replace function kalends.dependants_references(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_references.id) x;
  return query
  with key as (
    select k.*, case when k.conrelid = s.live then s.live_sql else format('%I.%I', n.nspname, c.relname) end as sql, c.relkind, k.conrelid = s.live as itself,
           array(select m.other_name from unnest(k.confkey) u(attnum) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum
                 join unnest(s.live_columns, s.other_columns) m(live_name, other_name) on m.live_name = a.attname) as wanted
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.confrelid = s.live and k.contype = 'f' and k.conparentid = 0 and k.conrelid is distinct from s.other),
  judged as (
    select k.*, case
      when not kalends.has_unique_key(dependants_references.id, s.other, k.wanted)
        then format('it points to %s, which %s has no unique index of%s: drop the key, or let it point to the partition column too', k.wanted, s.other_final, case when s.forward then ' (PostgreSQL wants the partition column in each)' else '' end)
      when not k.convalidated then 'it is not valid: ALTER TABLE … VALIDATE CONSTRAINT first'
      when (k.relkind = 'p' or k.itself and s.forward) and current_setting('server_version_num')::integer < 180000
        then 'before PostgreSQL 18 a key of a partitioned table cannot be added without a scan under its lock: drop it' end as reason
    from key k)
  select 'reference', format('%I on %s', j.conname, j.sql), case when j.reason is null then 'rebuild' else 'needs_you' end, case when j.reason is null then x.stage end, x.rank, x.statement,
         coalesce(j.reason, case when s.forward then 'turned under the locks of the swap, which takes one or two milliseconds for each partition' end)
  from judged j
  cross join lateral (values
    ('lock', 12, case when not j.itself then format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', j.sql) end),
    ('swap', 29, format('ALTER TABLE %s DROP CONSTRAINT %I', j.sql, j.conname)),
    ('swap', 68, format('ALTER TABLE %s ADD CONSTRAINT %I %s NOT VALID', case when j.itself then s.other_final else j.sql end, j.conname,
       kalends.key_statement(j.oid, case when j.itself then s.live_columns else '{}' end, case when j.itself then s.other_columns else '{}' end, s.other_final, s.live_columns, s.other_columns)))) x(stage, rank, statement)
  where x.statement is not null;
end
$$;
