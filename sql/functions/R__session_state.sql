-- What of this session could code that was executed in it have changed, so that something is executed later with our rights? One line for each setting, prepared statement, cursor that outlives the transaction, temporary object,
-- and before PostgreSQL 18, which fires a deferred trigger with the rights of whoever commits, for each write to a table that has one.
create or replace function kalends.session_state() returns text[]
  language sql volatile
  set search_path = pg_catalog, pg_temp
as $$
  select array(
    select 'setting ' || s.name || ' = ' || s.setting from pg_show_all_settings() s where s.context in ('user', 'superuser')
    union all
    select 'prepared statement ' || quote_ident(p.name) from pg_prepared_statements p where p.from_sql
    union all
    select 'cursor ' || quote_ident(c.name) from pg_cursors c where c.is_holdable
    union all
    select 'temporary object ' || pg_describe_object(d.classid, d.objid, 0) from pg_depend d where d.refclassid = 'pg_namespace'::regclass and d.refobjid = pg_my_temp_schema()
    union all
    select format('%s writes to table %s, which has a deferred trigger', w.n, w.relation)
    from (select t.tgrelid::regclass as relation, pg_stat_get_xact_tuples_inserted(t.tgrelid) + pg_stat_get_xact_tuples_updated(t.tgrelid) + pg_stat_get_xact_tuples_deleted(t.tgrelid) as n
          from pg_trigger t where t.tgdeferrable and not t.tgisinternal and t.tgenabled <> 'D' and current_setting('server_version_num')::integer < 180000) w
    where w.n > 0)
$$;
