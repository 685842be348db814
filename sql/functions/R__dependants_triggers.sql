-- What makes the live table's own triggers fire on the other one from the swap on, once for each change, and no more on the live one? Until then they stand there disabled.
create or replace function kalends.dependants_triggers(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_triggers.id) x;
  return query
  with wanted as (
    select t.*, kalends.trigger_statement(t.oid, s.other_sql, s.live_columns, s.other_columns) as sql, f.oid::regproc as function,
           case when t.tgconstraint <> 0 and s.forward then 'a partitioned table has no constraint triggers: make it an ordinary AFTER trigger'
                when t.tgtype & 1 = 1 and (t.tgoldtable is not null or t.tgnewtable is not null) and s.forward then 'a partitioned table has no row triggers with transition tables: make it FOR EACH STATEMENT'
                when s.renamed and kalends.mentions_columns(f.prosrc, s.live_columns, s.other_columns) is not null
                  then format('its function %s mentions %s, which gets another name: let it read to_jsonb(new), which has both while they change', f.oid::regprocedure, kalends.mentions_columns(f.prosrc, s.live_columns, s.other_columns)) end as reason
    from pg_trigger t join pg_proc f on f.oid = t.tgfoid
    where t.tgrelid = s.live and not t.tgisinternal and f.pronamespace <> 'kalends'::regnamespace),
  present as (
    select t.tgname, t.tgenabled, kalends.trigger_statement(t.oid, s.other_sql, s.other_columns, s.other_columns) as sql
    from pg_trigger t join pg_proc f on f.oid = t.tgfoid
    where t.tgrelid = s.other and not t.tgisinternal and f.pronamespace <> 'kalends'::regnamespace)
  select 'trigger', format('%I on %s', w.tgname, s.live_sql), case when w.reason is null then 'rebuild' else 'needs_you' end, case when w.reason is null then x.stage end, x.rank, x.statement,
         coalesce(w.reason, case when w.tgtype & 1 = 1 and s.forward and exists (select from pg_proc f where f.oid = w.tgfoid and f.prosrc ~* '\mtg_(table_name|relname|relid)\M') then 'its function asks for the table''s name: it will be a partition''s' end)
  from wanted w left join present p on p.tgname = w.tgname
  cross join lateral (values
    ('before', 25, case when p.sql is distinct from w.sql then case when p.tgname is not null then format('DROP TRIGGER %I ON %s; ', w.tgname, s.other_sql) else '' end || w.sql
                        || format('; ALTER TABLE %s DISABLE TRIGGER %I', s.other_sql, w.tgname)
                   when p.tgenabled <> 'D' then format('ALTER TABLE %s DISABLE TRIGGER %I', s.other_sql, w.tgname) end),
    ('swap', 66, case when w.tgenabled <> 'D' then format('ALTER TABLE %s ENABLE %sTRIGGER %I', s.other_final, case w.tgenabled when 'R' then 'REPLICA ' when 'A' then 'ALWAYS ' else '' end, w.tgname) end),
    ('swap', 67, case when w.tgenabled <> 'D' then format('ALTER TABLE %s DISABLE TRIGGER %I', s.live_final, w.tgname) end)) x(stage, rank, statement)
  where x.statement is not null
  union all
  select 'trigger', format('%I on %s', p.tgname, s.other_sql), 'rebuild', 'before', 24, format('DROP TRIGGER %I ON %s', p.tgname, s.other_sql), 'the live table has it no more'
  from present p where not exists (select from wanted w where w.tgname = p.tgname);
  return query
  select 'trigger', format('%I on %s', t.tgname, s.live_sql), 'keep', null, 0, null, 'Kalends'' own: captures or mirrors what is written'
  from pg_trigger t join pg_proc f on f.oid = t.tgfoid where t.tgrelid = s.live and not t.tgisinternal and f.pronamespace = 'kalends'::regnamespace;
end
$$;
