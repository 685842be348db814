-- What of this session could code that was executed in it have changed, so that something is executed later with our rights? One line for each setting, prepared statement, cursor that outlives the transaction, advisory lock, channel,
-- temporary object, and for each write to a table whose deferred trigger, or deferred constraint with an expression, would be executed at COMMIT, after everything that could look at what it leaves.
-- A setting under a SET LOCAL is not seen: whoever keeps the session resets it (Transactions).
create or replace function kalends.session_state() returns text[]
  language sql volatile
  set search_path = pg_catalog, pg_temp
as $$
  select array(
    select 'setting ' || s.name || ' = ' || s.setting from pg_show_all_settings() s where s.context in ('user', 'superuser')
    union all
    select 'setting kalends.actor = ' || coalesce(current_setting('kalends.actor', true), '')
    union all
    select format('prepared statement %I of %s: %s', p.name, p.prepare_time, p.statement) from pg_prepared_statements p where p.from_sql
    union all
    select format('cursor %I of %s: %s', c.name, c.creation_time, c.statement) from pg_cursors c where c.is_holdable
    union all
    select format('%s advisory locks', count(*)) from pg_locks l where l.locktype = 'advisory' and l.pid = pg_backend_pid()
    union all
    select 'channel ' || quote_ident(c) from pg_listening_channels() c
    union all
    select 'temporary object ' || pg_describe_object(d.classid, d.objid, 0) from pg_depend d where d.refclassid = 'pg_namespace'::regclass and d.refobjid = pg_my_temp_schema()
    union all
    select format('%s writes to table %s, which has a deferred trigger', w.n, w.relation)
    from (select t.tgrelid::regclass as relation, pg_stat_get_xact_tuples_inserted(t.tgrelid) + pg_stat_get_xact_tuples_updated(t.tgrelid) + pg_stat_get_xact_tuples_deleted(t.tgrelid) as n
          from pg_trigger t
          join pg_proc f on f.oid = t.tgfoid
          left join pg_index x on x.indexrelid = t.tgconstrindid
          where t.tgdeferrable and t.tgenabled <> 'D' and (f.pronamespace <> 'pg_catalog'::regnamespace or x.indexprs is not null or x.indpred is not null)) w
    where w.n > 0)
$$;
