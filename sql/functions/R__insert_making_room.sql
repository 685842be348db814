-- The INSTEAD OF INSERT trigger of a view made by create_insert_view: inserts into the table, and where its partition is missing, creates it first.
-- Arguments: the table's name, the INSERT statement, the key column, the identity column or '', the INSERT that lets the table give the identity, the RETURNING list, the function that makes the partition.
-- Who may read the table gets back what was stored; who may only insert needs no right on the identity's sequence.
create or replace function kalends.insert_making_room() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC'
as $$
declare
  at timestamptz;
  failed_schema text;
  failed_table text;
  failed_constraint text;
  statement text := case when tg_argv[3] <> '' and to_jsonb(new) -> tg_argv[3] = 'null' then tg_argv[4] else tg_argv[1] end;
  readable boolean := has_table_privilege(tg_argv[0], 'SELECT');
begin
  for attempt in 1 .. 2 loop
    begin
      if readable then
        execute statement || tg_argv[5] into new using new;
      else
        execute statement using new;
      end if;
      return new;
    exception when check_violation then
      get stacked diagnostics failed_schema = schema_name, failed_table = table_name, failed_constraint = constraint_name;
      execute format('select ($1).%I::timestamptz', tg_argv[2]) into at using new;
      -- PostgreSQL reports a row without a partition with the table and no constraint, a CHECK with its name; a trigger names no table.
      if attempt = 2 or at is null or failed_constraint <> '' or failed_table = ''
         or to_regclass(format('%I.%I', failed_schema, failed_table)) <> tg_argv[0]::regclass then
        raise;
      end if;
    end;
    if not has_function_privilege(format('%s(timestamptz)', tg_argv[6]), 'EXECUTE') then
      raise exception 'no partition of % takes a row of %, and role % may not make one', tg_argv[0]::regclass, at, current_user
        using errcode = '42501', hint = format('GRANT EXECUTE ON FUNCTION %s(timestamptz) TO %I;', tg_argv[6], current_user);
    end if;
    execute format('select %s($1)', tg_argv[6]) using at;
  end loop;
end
$$;
