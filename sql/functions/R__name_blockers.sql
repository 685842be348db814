-- Which names that a migration needs have others taken, and which other migration or policy is in its way?
create or replace function kalends.name_blockers(id bigint)
  returns table (kind text, subject text, reason text, mend text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  source_sql text;
begin
  select x.* into m from kalends.migration x where x.id = name_blockers.id;
  select format('%I.%I', n.nspname, c.relname) into source_sql from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = m.source_oid;
  return query
  with wanted(schema, name) as (
    select m.target_schema, m.shadow_table where m.phase = 'planned'
    union select m.source_schema, m.old_table
    union select m.target_schema, m.target_table where (m.target_schema, m.target_table) <> (m.source_schema, m.source_table)
    union select m.target_schema, i.name_before from kalends.migration_index i where i.migration_id = m.id and m.phase in ('planned', 'prepared', 'capturing', 'copied')
    union select m.target_schema, i.name_after from kalends.migration_index i where i.migration_id = m.id and m.target_schema <> m.source_schema
    union select m.source_schema, kalends.fit_name(i.source_index::text, '_old') from kalends.migration_index i where i.migration_id = m.id and m.target_schema = m.source_schema and i.source_index is not null)
  select 'name_taken', format('%I.%I', w.schema, w.name), format('the migration needs this name, and %s has it', case t.word when 'type' then 'a type' else 'a ' || t.word end),
         format('ALTER %s %I.%I RENAME TO …, or drop it%s', upper(t.word), w.schema, w.name, case when (w.schema, w.name) = (m.target_schema, m.target_table) then ', or choose another name: into=…' else '' end)
  from wanted w join pg_namespace n on n.nspname = w.schema
  cross join lateral (
    select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'i' then 'index' when 'I' then 'index' when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'type' else 'table' end as word
    from pg_class c where c.relnamespace = n.oid and c.relname = w.name and c.oid not in (m.source_oid, coalesce(m.shadow_oid, 0))
    union all
    select 'type' from pg_type y where y.typnamespace = n.oid and y.typname = w.name and y.typrelid = 0 and y.typelem = 0) t
  where m.phase not in ('cut_over', 'retired') and m.cut_over_at is null;
  return query
  select 'other_migration', format('%I.%I', o.source_schema, o.source_table), format('migration %s, which is %s, works on this table or wants its name', o.id, o.phase), format('end it first: kalends migrate status %s', kalends.shell_word(format('%I.%I', o.source_schema, o.source_table)))
  from kalends.migration o
  where o.id <> m.id and o.phase not in ('retired', 'rolled_back')
    and (o.source_oid = m.source_oid or o.shadow_oid = m.source_oid or (o.target_schema, o.target_table) = (m.target_schema, m.target_table) or (o.source_schema, o.source_table) = (m.target_schema, m.target_table));
  return query
  select 'managed', format('%I.%I', k.table_schema, k.table_name), 'a table of this name is managed already', format('DELETE FROM kalends.partition_config WHERE table_schema = %L AND table_name = %L: the cut-over registers the new table', k.table_schema, k.table_name)
  from kalends.partition_config k where (k.table_schema, k.table_name) = (m.target_schema, m.target_table) and m.phase not in ('cut_over', 'retired');
end
$$;
