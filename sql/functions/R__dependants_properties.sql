-- What gives the other table the live one's comments, defaults, replica identity, storage parameters and the settings of its columns?
create or replace function kalends.dependants_properties(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_properties.id) x;
  return query
  with col as (
    select a.attnum as live_num, o.attnum as other_num, m.live_name, m.other_name, a.attstattarget, o.attstattarget as other_target, a.attoptions, o.attoptions as other_options,
           a.attgenerated, a.attidentity, pg_get_expr(d.adbin, d.adrelid) as live_default, pg_get_expr(e.adbin, e.adrelid) as other_default
    from unnest(s.live_columns, s.other_columns) m(live_name, other_name)
    join pg_attribute a on a.attrelid = s.live and a.attname = m.live_name
    left join pg_attribute o on o.attrelid = s.other and o.attname = m.other_name
    left join pg_attrdef d on d.adrelid = s.live and d.adnum = a.attnum
    left join pg_attrdef e on e.adrelid = s.other and e.adnum = o.attnum)
  select 'comment', s.live_sql, 'rebuild', 'before', 40, format('COMMENT ON TABLE %s IS %L', s.other_sql, obj_description(s.live, 'pg_class')), null
  where obj_description(s.live, 'pg_class') is distinct from obj_description(s.other, 'pg_class')
  union all
  select 'comment', format('%s.%I', s.live_sql, c.live_name), 'rebuild', 'before', 40, format('COMMENT ON COLUMN %s.%I IS %L', s.other_sql, c.other_name, col_description(s.live, c.live_num)), null
  from col c where col_description(s.live, c.live_num) is distinct from col_description(s.other, c.other_num)
  union all
  select 'comment', format('%I on %s', k.conname, s.live_sql), 'rebuild', 'before', 41, format('COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, s.other_sql, obj_description(k.oid, 'pg_constraint')), null
  from pg_constraint k left join pg_constraint o on o.conrelid = s.other and o.conname = k.conname
  where k.conrelid = s.live and k.contype = 'c' and obj_description(k.oid, 'pg_constraint') is distinct from obj_description(o.oid, 'pg_constraint') and (s.other is null or o.oid is not null)
  union all
  select 'default', format('%s.%I', s.live_sql, c.live_name), 'rebuild', 'before', 42,
         format('ALTER TABLE ONLY %s ALTER COLUMN %I %s', s.other_sql, c.other_name, coalesce('SET DEFAULT ' || c.live_default, 'DROP DEFAULT')), null
  from col c where c.attgenerated = '' and c.attidentity = '' and (s.other is null and c.live_default is not null or s.other is not null and c.live_default is distinct from c.other_default)
  union all
  select 'storage', format('%s.%I', s.live_sql, c.live_name), 'rebuild', 'before', 43, format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS %s', s.other_sql, c.other_name, coalesce(c.attstattarget, -1)), null
  from col c where coalesce(c.attstattarget, -1) <> coalesce(c.other_target, -1)
  union all
  select 'storage', format('%s.%I', s.live_sql, c.live_name), 'rebuild', 'before', 43, format('ALTER TABLE %s ALTER COLUMN %I SET (%s)', s.other_sql, c.other_name, array_to_string(c.attoptions, ', ')), null
  from col c where c.attoptions is not null and c.attoptions is distinct from c.other_options;
  return query
  with leaf as (
    select c.oid, format('%I.%I', n.nspname, c.relname) as sql, c.relreplident, c.reloptions, t.reloptions as toast_options
    from pg_partition_tree(s.other) p join pg_class c on c.oid = p.relid join pg_namespace n on n.oid = c.relnamespace left join pg_class t on t.oid = c.reltoastrelid
    where p.isleaf and s.forward),
  live as (select c.*, t.reloptions as toast_options from pg_class c left join pg_class t on t.oid = c.reltoastrelid where c.oid = s.live)
  select 'storage', 'partitions of ' || s.other_sql, 'rebuild', 'before', 45, format('ALTER TABLE %s SET (%s)', coalesce(f.sql, 'each partition of ' || s.other_sql), concat_ws(', ', array_to_string(l.reloptions, ', '),
         (select string_agg('toast.' || o, ', ') from unnest(l.toast_options) o))), null
  from live l left join leaf f on true
  where s.forward and (l.reloptions is not null or l.toast_options is not null) and (f.oid is null or f.reloptions is distinct from l.reloptions or f.toast_options is distinct from l.toast_options)
  union all
  select 'replica_identity', 'partitions of ' || s.other_sql, 'rebuild', 'before', 46, format('ALTER TABLE %s REPLICA IDENTITY %s', r.sql, case l.relreplident when 'f' then 'FULL' when 'n' then 'NOTHING' else 'DEFAULT' end), null
  from live l cross join lateral (select f.sql, f.relreplident from leaf f union all select s.other_sql, (select c.relreplident from pg_class c where c.oid = s.other)) r
  where l.relreplident <> 'i' and r.relreplident is distinct from l.relreplident and (s.other is not null or l.relreplident <> 'd');
end
$$;
