-- A policy that came with the installation drops nothing before somebody has confirmed it; and nobody writes into the books what is not so.

-- Made anew, with other arguments or results.
drop function if exists kalends.catch_all_slice(oid, oid, timestamptz, timestamptz, integer);
drop function if exists kalends.create_statements(oid, name, timestamptz, timestamptz, text[]);
drop function if exists kalends.create_table_statement(oid, text);
drop function if exists kalends.inherited_properties(oid, text);
drop function if exists kalends.drain_statements(oid, oid, text, timestamptz, timestamptz);
drop function if exists kalends.missing_partitions(text, timestamptz, jsonb);
drop function if exists kalends.probe_patterns(oid, timestamptz);
drop function if exists kalends.follow(bigint, text, text);
drop function if exists kalends.explain_query(text);
drop function if exists kalends.take_lease(name, name, text, interval);
drop function if exists kalends.maintain_fault(oid, text);
drop function if exists kalends.rights_fault(oid, text);

alter table kalends.partition_config
  add column confirmed_at timestamptz,
  add column confirmed_by name,
  add column table_oid oid;

comment on column kalends.partition_config.table_oid is 'The table that was last found under this name, so that one that was renamed is told from one that is gone.';

comment on column kalends.partition_config.confirmed_at is 'Since when partitions of this table may be detached and dropped: set by whoever registers the table, changes its policy or calls kalends.confirm(). Null: drops are held.';

-- The rows of the installation are confirmed where partitions were already dropped by them.
update kalends.partition_config c set confirmed_at = c.updated_at, confirmed_by = session_user
where not (c.table_schema = 'public' and c.table_name in ('events', 'goal_completions') and c.partition_column = 'timestamp' and c.granularity = 'month' and c.time_zone = 'UTC'
           and c.retention_months = 12 and c.retention_days = 0 and c.future_partitions = 6 and c.retention_action = 'drop' and c.grace_days = 0)
   or exists (select from kalends.ledger l where l.table_schema = c.table_schema and l.table_name = c.table_name and l.action = 'detach' and l.outcome = 'done');

alter table kalends.partition_config
  alter column confirmed_at set default now(),
  alter column confirmed_by set default session_user;

create function kalends.confirm_policy() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.confirmed_at := coalesce(new.confirmed_at, now());
  new.confirmed_by := coalesce(new.confirmed_by, session_user);
  return new;
end
$$;

comment on function kalends.confirm_policy() is 'Whoever changes a policy confirms it.';

-- An UPDATE of seen_at, which runs do, names none of these columns.
create trigger confirm_policy
  before update of table_schema, table_name, partition_column, granularity, time_zone, retention_months, retention_days, future_partitions, enabled, retention_action,
    grace_days, max_drops_per_run, max_partition_bytes, catch_all, drain_rows on kalends.partition_config
  for each row execute function kalends.confirm_policy();

create function kalends.confirm_without_past() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if not kalends.has_expired(new.table_schema, new.table_name) then
    new.confirmed_at := now();
    new.confirmed_by := session_user;
  end if;
  return new;
end
$$;

comment on function kalends.confirm_without_past() is 'A table that has nothing past its retention when it is first seen is confirmed: nothing that was there before can be dropped.';

create trigger confirm_without_past before update of seen_at on kalends.partition_config
  for each row when (old.seen_at is null and new.seen_at is not null and new.confirmed_at is null) execute function kalends.confirm_without_past();

-- OIDs stand in the books, and mean nothing in another database: each row says in which it was written, so that a dump that was restored is noticed (rebind()).
create function kalends.origin() returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select format('%s/%s/%s', s.system_identifier, d.oid, 'kalends.detached_partition'::regclass::oid) from pg_control_system() s, pg_database d where d.datname = current_database()
$$;

comment on function kalends.origin() is 'Which database is this: system identifier, OID of the database, OID of a table of Kalends.';

alter table kalends.detached_partition add column origin text not null default kalends.origin();
alter table kalends.intent add column origin text not null default kalends.origin();
alter table kalends.migration add column origin text not null default kalends.origin();

-- Roles that may write a table of the books write what they did, and not who they are, nor what only others may do. Whoever may insert into detached_partition may have partitions dropped: Kalends' owner and the role of the runs.
create function kalends.sign_ledger() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.actor := session_user;
  new.at := clock_timestamp();
  if not has_table_privilege(session_user, 'kalends.detached_partition', 'INSERT') then
    new.requested_by := null;
  end if;
  return new;
end
$$;

comment on function kalends.sign_ledger() is 'actor is the session''s role, whatever an INSERT says; on whose behalf, only the role of the runs can tell.';

create trigger sign_ledger before insert on kalends.ledger for each row execute function kalends.sign_ledger();

create function kalends.check_request() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if new.job not in ('analyze', 'vacuum', 'record') and not has_table_privilege(session_user, 'kalends.detached_partition', 'INSERT') then
    raise exception 'role % may not request the job %: it may request analyze, vacuum and record', quote_ident(session_user), new.job using errcode = '42501';
  end if;
  new.actor := session_user;
  new.requested_at := clock_timestamp();
  new.state := 'waiting';
  return new;
end
$$;

comment on function kalends.check_request() is 'Nobody has a server do what he may not do himself: what creates or drops is requested by roles that may do that.';

create trigger check_request before insert on kalends.request for each row execute function kalends.check_request();

create function kalends.check_intent() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if new.action = 'detach' and not (
      has_table_privilege(session_user, 'kalends.detached_partition', 'INSERT')
      and exists (select from pg_inherits i where i.inhrelid = new.target_oid and i.inhparent = to_regclass(format('%I.%I', new.table_schema, new.table_name)))) then
    raise exception '% is no partition of %.%, or role % may not detach it', new.target_oid::regclass, quote_ident(new.table_schema), quote_ident(new.table_name), quote_ident(session_user) using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function kalends.check_intent() is 'A detach is noted while the partition is attached: a note is the proof by which it is dropped later.';

create trigger check_intent before insert or update on kalends.intent for each row execute function kalends.check_intent();

-- The ledger is append-only; what is older than 30 days may be pruned (prune_history()).
drop trigger append_only on kalends.ledger;

create or replace function kalends.refuse_rewriting_the_ledger() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if tg_op = 'DELETE' and old.at < clock_timestamp() - interval '30 days' then
    return old;
  end if;
  raise exception 'kalends.ledger is append-only: % is refused', tg_op using errcode = 'KA002';
end
$$;

create trigger append_only before update or truncate on kalends.ledger
  for each statement execute function kalends.refuse_rewriting_the_ledger();
create trigger pruned_when_old before delete on kalends.ledger
  for each row execute function kalends.refuse_rewriting_the_ledger();

comment on table kalends.ledger is 'Everything that was done to a table, append-only; lines older than 30 days may be deleted.';

-- For prune_history(): what is old is found without reading what is not.
create index batch_job_execution_by_end on kalends.batch_job_execution (end_time);
create index ledger_by_time on kalends.ledger (at);

insert into kalends.schema_version (version) values (8);
