-- Executes a query of one column, and returns its values as text, without executing code of another role with our rights. Where the relations have such code: as the owner of the first of them, if the caller says that its session is reset
-- afterwards (may_execute), else KA002. 42501 where row security would hide rows. The relations are locked (ACCESS SHARE) before they are looked at, so that they stay what they are.
create or replace function kalends.query_as_owner(relations oid[], query text, may_execute boolean default false) returns text[]
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set constraint_exclusion = off
  set timezone = 'UTC'
as $$
declare
  answer text[];
  -- format(), since a cast to text may be the owner's code
  wrapped constant text := format('select array(select format(''%%s'', q.x) from (%s) q(x))', query);
  names constant text[] := array(select r::regclass::text from unnest(relations) r order by r);
  relation oid;
begin
  foreach relation in array relations loop
    if has_table_privilege(relation, 'SELECT') then
      execute format('lock table only %s in access share mode', relation::regclass);
    end if;
  end loop;
  if names <> array(select r::regclass::text from unnest(relations) r order by r) or exists (select from unnest(relations) r left join pg_class c on c.oid = r where c.relkind is null or c.relkind not in ('r', 'p', 'f')) then
    raise exception '% was renamed or replaced meanwhile', array_to_string(names, ', ') using errcode = 'KA002', hint = 'Try again.';
  end if;
  if not kalends.reads_foreign_code(relations) then
    execute wrapped into answer;
  elsif not may_execute or not kalends.may_act_as_owner(relations[1]) or current_setting('transaction_read_only') = 'on' then
    raise exception 'to read % would execute functions of its owner, in an index expression, statistics or a partition key', relations[1]::regclass
      using errcode = 'KA002', hint = 'Its rows are estimated instead.';
  else
    answer := kalends.execute_as_owner(relations[1], array[wrapped], 1);
  end if;
  return answer;
end
$$;
