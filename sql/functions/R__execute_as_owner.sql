-- Executes statements as the owner of a table, in the caller's transaction. Returns how many rows the last one wrote; answering: the value of this one of them (from 1), a query of one row and one column.
-- By a function of the transaction alone that is SECURITY DEFINER and belongs to that owner: code of his that the statements execute (a CHECK, a generated column, an index expression, a policy, a trigger) has his rights and no more.
-- SET ROLE would not do, since such code may RESET ROLE; deferred triggers are fired before it returns.
-- Nothing that such code leaves in the session (session_state()) may stay: KA002, and the transaction fails. Prepared statements outlive a rollback, so they are deallocated, whatever the error.
-- Needs membership in the owner, and TEMP on the database for the owner: KA002 where the owner lacks it.
create or replace function kalends.execute_as_owner(owned oid, statements text[], answering integer default null) returns text
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  owner name := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = owned);
  label constant text := quote_ident(owner);
  advice constant text := 'Nothing was done. Look at the functions in CHECKs, generated columns, index expressions, policies and triggers of the table.';
  answer text;
  written text;
  before text[];
  changed text;
  prepared text;
begin
  if owner = current_user then
    for nth in 1 .. cardinality(statements) loop
      if nth = answering then
        execute statements[nth] into answer;
      else
        execute statements[nth];
        get diagnostics written = row_count;
      end if;
    end loop;
    return coalesce(answer, case when answering is null then written end);
  elsif not has_database_privilege(owner, current_database(), 'TEMP') then
    raise exception 'role % may not create temporary objects in this database, so nothing can be executed in its name', label
      using errcode = 'KA002', hint = format('GRANT TEMPORARY ON DATABASE %I TO %I;', current_database(), owner);
  end if;
  begin
    execute format($f$create function pg_temp.kalends_act() returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as %L$f$,
      'declare answer text; begin '
      || (select string_agg(format('execute %L%s; ', s.sql, case when s.nth = answering then ' into answer' end), '' order by s.nth) from unnest(statements) with ordinality s(sql, nth))
      || case when answering is null then 'get diagnostics answer = row_count; ' else '' end || 'set constraints all immediate; return answer; end');
    execute format('alter function pg_temp.kalends_act() owner to %I', owner);
    before := kalends.session_state();
    answer := pg_temp.kalends_act();
    -- A plain SET outlasts the SET clauses of both functions. Nothing is looked up by this path before it has been found unchanged.
    if pg_catalog.current_setting('search_path') operator(pg_catalog.<>) 'pg_catalog, pg_temp' then
      raise exception 'code that belongs to role % changed this session: setting search_path', label using errcode = 'KA002', hint = advice;
    end if;
    select string_agg(x.s, ', ') filter (where x.nth <= 3) || case when count(*) > 3 then format(' and %s more', count(*) - 3) else '' end into changed
    from (select d.s, row_number() over (order by d.s) as nth from (select unnest(kalends.session_state()) except select unnest(before)) d(s)) x;
    if changed is not null then
      raise exception 'code that belongs to role % changed this session: %', label, changed using errcode = 'KA002', hint = advice;
    end if;
    drop function pg_temp.kalends_act();
  exception when others or query_canceled or assert_failure then
    for prepared in select p.name from pg_prepared_statements p where p.from_sql loop
      execute format('deallocate %I', prepared);
    end loop;
    raise;
  end;
  return answer;
end
$$;
