-- Which table does the application write now (live), which mirrors it (other), and what will each be called after the next swap? Names as they are at present; of a shadow that is not there yet, as they will be.
-- live_columns and other_columns are the same columns in the same order; front_now and front_next are the views under the names that the live table does not have, null where names do not change.
create or replace function kalends.migration_sides(id bigint)
  returns table (live oid, live_schema name, live_name name, live_sql text, live_after name, live_final text, live_columns name[], other oid, other_schema name, other_name name, other_sql text, other_after name, other_final text, other_columns name[],
                 forward boolean, renamed boolean, monolith oid, shadow oid, front oid, front_schema name, front_now name, front_next_schema name, front_next name)
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  with m as (select m.*, m.phase not in ('cut_over', 'retired') as forward from kalends.migration m where m.id = migration_sides.id),
  map as (
    select array_agg(c.source_column order by c.position) as source, array_agg(c.target_column order by c.position) as target,
           coalesce(bool_or(c.source_column <> c.target_column), false) as renamed
    from kalends.migration_column c where c.migration_id = migration_sides.id),
  one as (
    select m.*, map.*, coalesce(mn.nspname, m.source_schema) as m_schema, coalesce(mc.relname, m.source_table) as m_name,
           coalesce(sn.nspname, m.target_schema) as s_schema, coalesce(sc.relname, m.shadow_table) as s_name
    from m cross join map
    left join pg_class mc on mc.oid = m.source_oid left join pg_namespace mn on mn.oid = mc.relnamespace
    left join pg_class sc on sc.oid = m.shadow_oid left join pg_namespace sn on sn.oid = sc.relnamespace)
  select o.source_oid, o.m_schema, o.m_name, format('%I.%I', o.m_schema, o.m_name), o.old_table, format('%I.%I', o.m_schema, o.old_table), o.source, o.shadow_oid, o.s_schema, o.s_name, format('%I.%I', o.s_schema, o.s_name), o.target_table, format('%I.%I', o.s_schema, o.target_table), o.target,
         true, o.renamed, o.source_oid, o.shadow_oid,
         case when o.compatible_view is not null then to_regclass(format('%I.%I', o.target_schema, o.target_table))::oid end, o.target_schema, case when o.compatible_view is not null then o.target_table end, o.source_schema, o.compatible_view
  from one o where o.forward
  union all
  select o.shadow_oid, o.s_schema, o.s_name, format('%I.%I', o.s_schema, o.s_name), o.shadow_table, format('%I.%I', o.s_schema, o.shadow_table), o.target, o.source_oid, o.m_schema, o.m_name, format('%I.%I', o.m_schema, o.m_name), o.source_table, format('%I.%I', o.m_schema, o.source_table), o.source,
         false, o.renamed, o.source_oid, o.shadow_oid,
         to_regclass(quote_ident(o.source_schema) || '.' || quote_ident(o.compatible_view))::oid, o.source_schema, o.compatible_view, o.target_schema, case when o.compatible_view is not null then o.target_table end
  from one o where not o.forward
$$;
