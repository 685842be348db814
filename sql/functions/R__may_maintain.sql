-- May the current role analyze and vacuum this table: as its owner, or from PostgreSQL 17 on by MAINTAIN?
create or replace function kalends.may_maintain(target oid) returns boolean
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  if kalends.may_act_as_owner(target) then
    return true;
  end if;
  return current_setting('server_version_num')::integer >= 170000 and has_table_privilege(target, 'MAINTAIN');
end
$$;
