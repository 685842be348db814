-- Writes down the indexes of the shadow: those of the monolith with the columns' new names, unique ones widened by the partition column. A stand-in table has PostgreSQL itself rename.
create or replace function kalends.map_indexes(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  by_name text;
  stand_ins text[];
  definitions text[];
begin
  select x.* into m from kalends.migration x where x.id = map_indexes.id;
  select quote_ident(c.target_column) into by_name from kalends.migration_column c where c.migration_id = m.id and c.source_column = m.partition_column;
  delete from kalends.migration_index x where x.migration_id = m.id;
  -- who may not is told so by rights_blockers()
  if not kalends.can_execute_as_owner(m.source_oid) then
    return;
  end if;
  stand_ins := array(
    select format('create index kalends_stand_in_%s on pg_temp.kalends_stand_in %s', row_number() over (order by x.indisprimary desc, x.indisunique desc, x.indexrelid), kalends.index_tail(x.indexrelid))
    from pg_index x where x.indrelid = m.source_oid and x.indisvalid and not x.indisexclusion
    order by x.indisprimary desc, x.indisunique desc, x.indexrelid)
    || array(
    select format('alter table pg_temp.kalends_stand_in rename column %I to %I', c.source_column, c.passing) from (
      select c.position, 1 as turn, c.source_column, 'kalends ' || c.position as passing from kalends.migration_column c where c.migration_id = m.id
      union all
      select c.position, 2, 'kalends ' || c.position, c.target_column from kalends.migration_column c where c.migration_id = m.id) c
    order by c.turn, c.position);
  definitions := kalends.execute_as_owner(m.source_oid, format('create temp table kalends_stand_in (like %s including generated)', m.source_oid::regclass) || stand_ins
    || format($f$select array_agg(pg_get_indexdef(to_regclass('pg_temp.kalends_stand_in_' || n)) order by n) from generate_series(1, %s) n$f$, (select count(*) from unnest(stand_ins) s where s like 'create index%'))
    || 'drop table pg_temp.kalends_stand_in'::text, cardinality(stand_ins) + 2);
  insert into kalends.migration_index (migration_id, position, source_index, name_before, name_after, constraint_kind, is_unique, definition)
  select m.id, x.position, x.relname, kalends.fit_name(x.relname::text, '_new'), x.relname, x.contype, x.indisunique,
         case when x.widened then overlay(t.tail placing ', ' || by_name || ')' from kalends.end_of_list(t.tail) for 1) else t.tail end
  from (
    select c.relname, k.contype::text, x.indisunique, row_number() over (order by x.indisprimary desc, x.indisunique desc, x.indexrelid) as position,
           x.indisunique and not exists (
             select from unnest(x.indkey) with ordinality as u(attnum, place) join pg_attribute a on a.attrelid = x.indrelid and a.attnum = u.attnum
             where u.place <= x.indnkeyatts and a.attname = m.partition_column) as widened
    from pg_index x
    join pg_class c on c.oid = x.indexrelid
    left join pg_constraint k on k.conindid = x.indexrelid and k.conrelid = x.indrelid and k.contype in ('p', 'u')
    where x.indrelid = m.source_oid and x.indisvalid and not x.indisexclusion) x
  cross join lateral (select kalends.definition_tail(definitions[x.position], 'kalends_stand_in') as tail) t;
end
$$;
