-- What is a threshold that holds for all tables together? Null: off.
create or replace function kalends.threshold_of(threshold text) returns bigint
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select t.value from kalends.threshold t where t.threshold = threshold_of.threshold and t.table_name is null
$$;
