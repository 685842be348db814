-- What about the server, the rights and the book-keeping would keep a job from working? Every finding comes with its mend. severity: critical, warning or info.
create or replace function kalends.doctor(ttl interval default '30 seconds')
  returns table (severity text, finding text, subject text, detail text, mend text)
  language sql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  select 'critical', 'server_version', 'server', format('PostgreSQL %s', current_setting('server_version')), 'Kalends needs PostgreSQL 14 or newer'
  where current_setting('server_version_num')::integer < 140000
  union all
  select 'critical', 'standby', 'server', 'this server is a standby', 'connect to the primary: targetServerType=primary in the URL' where pg_is_in_recovery()
  union all
  select 'critical', 'read_only', current_user::text, 'transactions are read-only by default_transaction_read_only, of the role, the database or the server', (select case s.source when 'database user' then format('ALTER ROLE %I IN DATABASE %I SET default_transaction_read_only = off', current_user, current_database())
                 when 'database' then format('ALTER DATABASE %I SET default_transaction_read_only = off', current_database())
                 when 'user' then format('ALTER ROLE %I SET default_transaction_read_only = off', current_user)
                 else 'ALTER SYSTEM SET default_transaction_read_only = off; SELECT pg_reload_conf()' end from pg_settings s where s.name = 'default_transaction_read_only')
  where not pg_is_in_recovery() and current_setting('transaction_read_only') = 'on'
  union all
  select 'warning', 'superuser', current_user::text, 'this role is a superuser: a mistake has no limits', 'use a role made by sql/roles.sql'
  from pg_roles r where r.rolname = current_user and r.rolsuper
  union all
  select 'warning', 'rights_statistics', current_user::text, 'this role does not see other roles'' queries: who is in the way stays without a name', format('GRANT pg_read_all_stats TO %I', current_user)
  where not pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
  union all
  select 'critical', 'rights_' || (array_agg(r.step order by r.at))[1],
         min(r.parent_name) || case when count(distinct r.parent_name) > 1 then format(' and %s more', count(distinct r.parent_name) - 1) else '' end,
         (array_agg(r.reason order by r.at, r.parent_name))[1] || case when count(distinct r.at) > 1 then format('; the same right is needed to %s', array_to_string(array(select distinct s from unnest(array_agg(r.step)) s order by 1), ', ')) else '' end,
         r.statement
  from (select m.parent_name, s.step, s.at, f.reason, f.statement
        from kalends.managed_tables(null, now(), '{}') m cross join unnest('{create,analyze,vacuum,drop,record}'::text[]) with ordinality s(step, at)
        cross join lateral kalends.missing_right(m.parent, s.step) f where f.statement is not null) r
  group by r.statement
  union all
  select 'warning', 'rights_excess', g.relation::text, format('%s may %s, which none of the roles of sql/roles.sql is: what stands in this table is believed', g.grantee, string_agg(distinct g.privilege_type, ', ')),
         format('REVOKE %s ON %s FROM %s', string_agg(distinct g.privilege_type, ', '), g.relation, g.grantee)
  from (select c.oid::regclass as relation, case x.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(x.grantee)) end as grantee, x.privilege_type, x.grantee as role, c.relowner
        from pg_class c cross join lateral aclexplode(c.relacl) x where c.relnamespace = 'kalends'::regnamespace
          and (x.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES') or c.relname in ('token', 'idempotency'))) g
  where g.role <> g.relowner and g.grantee <> all ('{kalends,kalends_maintainer,kalends_reader,kalends_tokens}')
    and not g.relation::text ~ '^kalends\.(capture|guard)_[0-9]+$'
  group by g.relation, g.grantee
  union all
  select 'critical', 'fault', m.parent_name, m.fault, format('put right what the detail names; or end its management: kalends unregister %s', kalends.shell_word(m.parent_name)) from kalends.managed_tables(null, now(), '{}') m where m.fault is not null
  union all
  select 'info', 'never_there', m.parent_name, m.skipped, format('DELETE FROM kalends.partition_config WHERE table_schema = %L AND table_name = %L, if it is not to come', m.table_schema, m.table_name)
  from kalends.managed_tables(null, now(), '{}') m where m.parent is null and m.skipped is not null
  union all
  select 'critical', 'pending_detach', i.inhrelid::regclass::text, format('a concurrent detach from %s was interrupted: its rows are invisible', i.inhparent::regclass),
         format('kalends run create finishes it, or ALTER TABLE %s DETACH PARTITION %s FINALIZE', i.inhparent::regclass, i.inhrelid::regclass)
  from pg_inherits i where i.inhdetachpending
  union all
  select 'warning', 'invalid_index', i.indexrelid::regclass::text, format('the index of %s is invalid: no query uses it', i.indrelid::regclass), format('DROP INDEX %s, and build it again', i.indexrelid::regclass)
  from pg_index i join pg_inherits h on h.inhrelid = i.indrelid where not i.indisvalid
  union all
  select 'warning', 'orphan_job_instance', format('job instance %s', j.job_instance_id), format('%s was begun and never started', j.job_name), 'the next run removes it'
  from kalends.batch_job_instance j where not exists (select from kalends.batch_job_execution e where e.job_instance_id = j.job_instance_id)
    and not exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = 1264676161 and l.granted
                      and l.database = (select d.oid from pg_database d where d.datname = current_database()))
  union all
  select 'warning', 'dead_run', format('run %s', r.run_id), format('%s is %s since %s, and no program is alive that could be working on it', r.job, r.status, r.started_at), format('kalends runs recover %s', r.run_id)
  from kalends.open_runs() r where not r.live
  union all
  select 'info', 'stale_lease', format('%I.%I', l.table_schema, l.table_name), format('%s holds the lease and is dead', l.owner), 'the next run takes it over'
  from kalends.lease l where l.owner is not null and not kalends.process_is_live(l.owner, ttl)
  union all
  select 'critical', 'sequence_behind', format('kalends.%I', s.sequencename), format('it has given out %s, and %s has numbers up to %s: what asks it for one fails', coalesce(s.last_value, 0), q.used_by, q.highest),
         format('SELECT setval(%L, %s)', format('kalends.%I', s.sequencename), q.highest)
  from pg_sequences s
  join (select 'batch_job_instance_seq', 'kalends.batch_job_instance', max(job_instance_id) from kalends.batch_job_instance
        union all select 'batch_job_execution_seq', 'kalends.batch_job_execution', max(job_execution_id) from kalends.batch_job_execution
        union all select 'batch_step_execution_seq', 'kalends.batch_step_execution', max(step_execution_id) from kalends.batch_step_execution
        union all select 'ledger_id_seq', 'kalends.ledger', max(id) from kalends.ledger) q(sequence, used_by, highest) on s.sequencename = q.sequence
  -- CASE, since AND has no order: what is asked for a privilege must exist
  where case when s.schemaname = 'kalends' then has_sequence_privilege(format('kalends.%I', s.sequencename), 'USAGE, SELECT') end and q.highest > coalesce(s.last_value, 0)
  union all
  select 'warning', 'restored', format('%I.%I', b.partition_schema, b.partition_name), case when b.found is null then 'this detached partition was booked in another database, and no such table is here' else 'this detached partition was booked in another database, and is here by its name' end,
         case when b.found is null then format('DELETE FROM kalends.detached_partition WHERE partition_oid = %s AND partition_name = %L, if it is not to come', b.partition_oid, b.partition_name) else 'the next run goes on with it: kalends run maintenance' end
  from kalends.moved_partitions() b
  union all
  select 'warning', 'restored', format('%I.%I', m.source_schema, m.source_table), format('this migration (%s) was booked in another database', m.phase), 'the next run goes on with it: kalends run maintenance'
  from kalends.migration m where m.origin <> kalends.origin()
  union all
  select 'warning', 'missing_object', 'kalends.' || t.name, 'this table of Kalends is gone', 'kalends uninstall, then kalends install'
  from unnest('{partition_config,partition_metadata,ledger,lease,process,intent,detached_partition,request}'::text[]) t(name) where to_regclass('kalends.' || t.name) is null
$$;
