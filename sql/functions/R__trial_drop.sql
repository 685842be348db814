-- Would DROP TABLE of this partition be refused by an event trigger? Null: no. Creates an empty table beside it whose name begins alike, drops it, and takes both back; only where an event trigger fires for DROP TABLE.
create or replace function kalends.trial_drop(partition oid) returns text
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  target record;
  trial text;
begin
  if not exists (select from pg_event_trigger e where e.evtenabled in ('O', 'A') and e.evtevent in ('sql_drop', 'ddl_command_start', 'ddl_command_end') and (e.evttags is null or 'DROP TABLE' = any (e.evttags))) then
    return null;
  end if;
  select n.nspname, c.relname, n.oid as schema into target from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = partition;
  trial := format('%I.%I', target.nspname, kalends.free_name(target.schema, kalends.fit_name(target.relname::text, '_trial'), 'trial'));
  begin
    begin
      execute format('create table %s ()', trial);
    exception when others then
      return null; -- whether a drop would be refused is not known
    end;
    execute format('drop table %s', trial);
    raise exception using errcode = 'KA0DR', message = 'undone on purpose';
  exception
    when sqlstate 'KA0DR' then
      return null;
    when others then
      return sqlerrm;
  end;
end
$$;
