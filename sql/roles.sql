-- The least that each job needs. Run by the owner of schema kalends who may grant the tables' owners, after install.sql, and again after each register or adopt, and before a migration of a table of another owner:
--   psql "$DATABASE_URL" -f sql/roles.sql
-- kalends            runs every job. A member of the owner of each managed table, since PostgreSQL lets only owners attach, detach and drop partitions.
-- kalends_maintainer runs analyze, vacuum and record only; from PostgreSQL 17 on by MAINTAIN, without being an owner.
-- kalends_reader     plan, health, list, doctor.
-- kalends_tokens     creates and revokes the tokens of the REST API, for people; the role of the runs, which serves, cannot.
-- None is a superuser, and none may log in until you say so:  ALTER ROLE kalends LOGIN PASSWORD '…';
\set ON_ERROR_STOP on
begin;
-- Of names without a schema only PostgreSQL's own are meant: functions of other roles may lie in public.
set local search_path = pg_catalog, pg_temp;

do $$
declare
  wanted text;
begin
  foreach wanted in array '{kalends,kalends_maintainer,kalends_reader,kalends_tokens}'::text[] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
  end loop;
end
$$;

grant usage on schema kalends to kalends, kalends_maintainer, kalends_reader;
grant execute on all functions in schema kalends to kalends, kalends_maintainer, kalends_reader;
revoke execute on function kalends.evict(text, interval) from kalends_reader;

-- For insert views: what it creates is not created with a superuser's rights.
do $$
begin
  if (select r.rolsuper from pg_proc p join pg_roles r on r.oid = p.proowner where p.oid = 'kalends.make_room(regclass, timestamptz)'::regprocedure) then
    grant create on schema kalends to kalends;
    alter function kalends.make_room(regclass, timestamptz) owner to kalends;
  end if;
end
$$;

grant select on all tables in schema kalends to kalends, kalends_maintainer, kalends_reader;
-- No job reads this view: it is for people.
revoke select on kalends.partitions from kalends, kalends_maintainer;
grant insert on kalends.ledger to kalends, kalends_maintainer;
grant delete on kalends.ledger to kalends; -- lines older than 30 days: a trigger refuses the others
grant update (seen_at, table_oid) on kalends.partition_config to kalends, kalends_maintainer;
grant insert, update, delete on kalends.partition_metadata, kalends.process, kalends.intent to kalends, kalends_maintainer;
-- What stands there is dropped, so that who only analyzes, vacuums and records cannot write it.
grant insert, update, delete on kalends.detached_partition to kalends;
revoke insert, update, delete on kalends.detached_partition from kalends_maintainer;
grant insert, update on kalends.lease to kalends, kalends_maintainer;
revoke insert, update on kalends.request from kalends, kalends_maintainer;
grant delete on kalends.request to kalends;
grant insert (job, parameters), update (state, run_id, started_at, finished_at, message) on kalends.request to kalends, kalends_maintainer;
-- What a server needs besides: Quartz's tables, ticks, the schedules of its configuration.
grant insert, update, delete on kalends.schedule, kalends.tick, kalends.qrtz_job_details, kalends.qrtz_triggers, kalends.qrtz_simple_triggers, kalends.qrtz_cron_triggers, kalends.qrtz_simprop_triggers,
  kalends.qrtz_blob_triggers, kalends.qrtz_calendars, kalends.qrtz_paused_trigger_grps, kalends.qrtz_fired_triggers, kalends.qrtz_scheduler_state, kalends.qrtz_locks to kalends;
grant insert on kalends.schedule_default to kalends;
grant execute on all procedures in schema kalends to kalends, kalends_maintainer;
grant insert, delete on kalends.query_probe to kalends, kalends_maintainer;
grant insert, update, delete on kalends.throttle, kalends.throttle_state to kalends;
grant insert, update, delete on kalends.batch_job_instance, kalends.batch_job_execution, kalends.batch_job_execution_params, kalends.batch_job_execution_context,
  kalends.batch_step_execution, kalends.batch_step_execution_context to kalends, kalends_maintainer;
grant insert, update on kalends.migration to kalends;
grant insert, delete on kalends.migration_column, kalends.migration_index to kalends;
grant insert, update, delete on kalends.migration_stripe to kalends;
grant insert on kalends.migration_check to kalends;
-- A server runs as kalends, and knows tokens by their hashes; it cannot make one.
revoke insert, update on kalends.token from kalends;
grant update (last_used_at) on kalends.token to kalends;
grant usage on schema kalends to kalends_tokens;
grant select, insert, update (revoked_at) on kalends.token to kalends_tokens;
grant insert, update, delete on kalends.idempotency to kalends;
revoke select on kalends.token, kalends.idempotency from kalends_maintainer, kalends_reader;
-- The log of a migration, and the function of its triggers, are made there; the function is given to the owner of the table, for which PostgreSQL asks that he may create there at that moment.
grant create on schema kalends to kalends with grant option;
-- What is cut over is managed from then on.
grant insert, delete on kalends.partition_config to kalends;
grant usage on sequence kalends.batch_job_instance_seq, kalends.batch_job_execution_seq, kalends.batch_step_execution_seq to kalends, kalends_maintainer;

-- To name who is in the way, with the query, whoever's it is.
grant pg_read_all_stats to kalends, kalends_maintainer;

do $$
declare
  t record;
begin
  for t in
    select n.nspname, c.relname, c.relkind, c.oid, o.rolname as owner, o.rolsuper
    from (select k.table_schema, k.table_name, 'p'::"char" as kind from kalends.partition_config k union
          select m.source_schema, m.source_table, 'r' from kalends.migration m where m.phase not in ('retired', 'rolled_back')) k
    join pg_namespace n on n.nspname = k.table_schema
    join pg_class c on c.relnamespace = n.oid and c.relname = k.table_name and c.relkind = k.kind
    join pg_roles o on o.oid = c.relowner
  loop
    execute format('grant usage on schema %I to kalends_maintainer', t.nspname);
    if t.rolsuper then
      raise warning 'table %.% belongs to the superuser %: kalends is not made its member. ALTER TABLE it to an ordinary OWNER and run this again.', t.nspname, t.relname, t.owner;
    else
      execute (select string_agg(distinct format('grant %I to kalends', o.rolname), '; ')
               from (select p.relid from pg_partition_tree(t.oid) p union select t.oid) p join pg_class c on c.oid = p.relid join pg_roles o on o.oid = c.relowner where not o.rolsuper);
      execute format('grant usage, create on schema %I to %I; grant temporary on database %I to %2$I', t.nspname, t.owner, current_database());
    end if;
    continue when t.relkind = 'r';
    execute format('grant select on %I.%I to kalends_maintainer', t.nspname, t.relname);
    if current_setting('server_version_num')::integer >= 170000 then
      execute (select string_agg(format('grant maintain on %s to kalends_maintainer', p.relid), '; ') from pg_partition_tree(t.oid) p);
    end if;
  end loop;
end
$$;

commit;
