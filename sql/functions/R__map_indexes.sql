-- Writes down the indexes of the shadow: those of the monolith with the columns' new names, unique ones widened by the partition column. A stand-in table has PostgreSQL itself rename.
create or replace function kalends.map_indexes(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  by_name text;
  i record;
  made text;
begin
  select x.* into m from kalends.migration x where x.id = map_indexes.id;
  select quote_ident(c.target_column) into by_name from kalends.migration_column c where c.migration_id = m.id and c.source_column = m.partition_column;
  delete from kalends.migration_index x where x.migration_id = m.id;
  execute format('create temp table kalends_stand_in (like %s including generated)', m.source_oid::regclass);
  for i in
    select x.indexrelid, row_number() over (order by x.indisprimary desc, x.indisunique desc, x.indexrelid) as position
    from pg_index x where x.indrelid = m.source_oid and x.indisvalid and not x.indisexclusion
  loop
    execute format('create index kalends_stand_in_%s on pg_temp.kalends_stand_in %s', i.position, kalends.index_tail(i.indexrelid));
  end loop;
  for made in
    select format('alter table pg_temp.kalends_stand_in rename column %I to %I', c.source_column, c.passing) from (
      select c.position, 1 as turn, c.source_column, 'kalends ' || c.position as passing from kalends.migration_column c where c.migration_id = m.id
      union all
      select c.position, 2, 'kalends ' || c.position, c.target_column from kalends.migration_column c where c.migration_id = m.id) c
    order by c.turn, c.position
  loop
    execute made;
  end loop;
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
  cross join lateral (select kalends.index_tail(to_regclass('pg_temp.kalends_stand_in_' || x.position)) as tail) t;
  drop table pg_temp.kalends_stand_in;
end
$$;
