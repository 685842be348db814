-- Confirms the policy of a managed table: from then on what is past its retention is dropped. Changes nothing else.
create or replace function kalends.confirm(managed_table text) returns kalends.partition_config
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  row kalends.partition_config := kalends.find_policy(managed_table);
begin
  update kalends.partition_config c set confirmed_at = now(), confirmed_by = session_user
  where c.table_schema = row.table_schema and c.table_name = row.table_name and c.confirmed_at is null returning * into row;
  -- It is confirmed already: by whom and since when stays. (COALESCE of a row of NULLs is that row.)
  if not found then
    return kalends.find_policy(managed_table);
  end if;
  return row;
end
$$;
