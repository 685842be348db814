-- By which columns does a migration follow rows: the key and the partition column, so that a row's unit also says where it lies? log_column: what the capture log calls it.
create or replace function kalends.migration_unit(id bigint) returns table (place integer, log_column text, source_column name, target_column name, source_type text, target_type text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select (row_number() over (order by u.place))::integer, 'k' || row_number() over (order by u.place), c.source_column, c.target_column, c.source_type, c.target_type
  from kalends.migration m
  cross join lateral (
    select k.name, k.place from unnest(m.key_columns) with ordinality as k(name, place)
    union all
    select m.partition_column, 1000 where m.partition_column <> all (m.key_columns)) u
  join kalends.migration_column c on c.migration_id = m.id and c.source_column = u.name
  where m.id = migration_unit.id
$$;
