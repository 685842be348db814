-- The INSTEAD OF INSERT trigger of a view made by create_insert_view: inserts into the table, and where its partition is missing, creates it first.
-- Arguments: the table's oid, the INSERT statement, the key column.
create or replace function kalends.insert_making_room() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC'
as $$
declare
  at timestamptz;
begin
  begin
    execute tg_argv[1] using new;
    return new;
  exception when check_violation then
    execute format('select ($1).%I::timestamptz', tg_argv[2]) into at using new;
    if exists (select from kalends.partition_bounds(tg_argv[0]::oid) b where at >= coalesce(b.lower_bound, '-infinity') and at < coalesce(b.upper_bound, 'infinity') and not b.is_default) then
      raise;
    end if;
  end;
  perform kalends.make_room(tg_argv[0]::oid::regclass, at);
  execute tg_argv[1] using new;
  return new;
end
$$;
