-- What makes the guard of a key that the partitioned table cannot keep unique by itself, and what is lost without one?
create or replace function kalends.dependants_guard(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select 'guard', 'kalends.guard_' || dependants_guard.id, 'rebuild', 'before', 60 + least(g.place, 900)::integer, g.sql, 'keeps the key unique, by triggers'
  from unnest(kalends.guard_statements(dependants_guard.id)) with ordinality g(sql, place)
  where (select m.phase not in ('cut_over', 'retired') from kalends.migration m where m.id = dependants_guard.id);
  return query
  select 'guard', format('%I.%I', m.target_schema, m.target_table), 'keep', null, 0, null,
         format('its key %s will be unique in each period only, and ON CONFLICT needs %I too: the option guard keeps it unique', m.key_columns, m.partition_column)
  from kalends.migration m
  where m.id = dependants_guard.id and not m.guard_key and m.key_columns <> '{}' and m.partition_column <> all (m.key_columns) and m.phase not in ('cut_over', 'retired');
end
$$;
