-- Executes a query of one column, and returns its values as text, without executing code of another role with our rights: as the owner of the first relation where the relations have such code, which needs membership in that owner and a
-- transaction that may write. KA002 where it cannot be done so; 42501 where row security would hide rows.
create or replace function kalends.query_as_owner(relations oid[], query text) returns text[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set constraint_exclusion = off
  set timezone = 'UTC'
as $$
declare
  answer text[];
begin
  if not kalends.reads_foreign_code(relations) then
    execute format('select array(select format(''%%s'', q.x) from (%s) q(x))', query) into answer;
  elsif not kalends.may_act_as_owner(relations[1]) or current_setting('transaction_read_only') = 'on' then
    raise exception 'to read % would execute functions of its owner, in an index expression or statistics, with the rights of role %', relations[1]::regclass, current_user
      using errcode = 'KA002', hint = 'Let a member of the owner do it, in a transaction that may write.';
  else
    answer := kalends.execute_as_owner(relations[1], array[query], true);
  end if;
  return answer;
end
$$;
