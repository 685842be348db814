-- What is the index of a partition called that belongs to the migration's index at this position?
create or replace function kalends.index_name(partition_name name, constraint_kind text, index_position integer) returns name
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select kalends.fit_name(partition_name::text, case constraint_kind when 'p' then '_pkey' else '_' || case constraint_kind when 'u' then 'key' else 'idx' end || index_position end)
$$;
