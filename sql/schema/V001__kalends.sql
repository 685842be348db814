-- The tables of Kalends: what is managed, what is there, what was done, and who is doing it now.

create function kalends.is_time_zone(time_zone text) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
return time_zone = 'UTC' or exists (select from pg_catalog.pg_timezone_names z where z.name = time_zone);

comment on function kalends.is_time_zone(text) is 'Is this the full name of a time zone that the server knows?';

create table kalends.partition_config (
  table_schema name not null default 'public',
  table_name name not null,
  partition_column name not null default 'timestamp',
  granularity text not null default 'month',
  time_zone text not null default 'UTC',
  retention_months integer default 12,
  retention_days integer default 0,
  future_partitions integer not null default 6,
  enabled boolean not null default true,
  retention_action text not null default 'drop',
  grace_days integer not null default 0,
  max_drops_per_run integer not null default 12,
  max_partition_bytes bigint not null default 10737418240,
  catch_all boolean not null default false,
  drain_rows integer not null default 10000,
  seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (table_schema, table_name),
  constraint "table_name must not be one of Kalends' own" check (table_schema <> 'kalends'),
  constraint "granularity must be hour, day, week, month, quarter or year"
    check (granularity in ('hour', 'day', 'week', 'month', 'quarter', 'year')),
  constraint "time_zone must be a name that pg_timezone_names lists" check (kalends.is_time_zone(time_zone)),
  constraint "retention_months must be 0 to 1200, or null to keep for ever"
    check (retention_months between 0 and 1200),
  constraint "retention_days must be 0 to 36500, or null" check (retention_days between 0 and 36500),
  constraint "retention_months and retention_days must not both be 0"
    check (not (retention_months = 0 and retention_days = 0)),
  constraint "future_partitions must be 0 to 1000" check (future_partitions between 0 and 1000),
  constraint "retention_action must be drop or detach" check (retention_action in ('drop', 'detach')),
  constraint "grace_days must be 0 to 3650" check (grace_days between 0 and 3650),
  constraint "max_drops_per_run must be 0 to 10000" check (max_drops_per_run between 0 and 10000),
  constraint "max_partition_bytes must be positive" check (max_partition_bytes > 0),
  constraint "drain_rows must be 1 to 1000000" check (drain_rows between 1 and 1000000)
);

comment on table kalends.partition_config is 'One row per managed table: its policy.';
comment on column kalends.partition_config.time_zone is 'Bounds of a timestamptz key lie at midnight of this zone; date and timestamp keys are wall-clock time and need none.';
comment on column kalends.partition_config.seen_at is 'When the table was first found. A table never found is skipped; one that was found and is gone is a failure.';
comment on column kalends.partition_config.grace_days is 'Days between detach and drop.';
comment on column kalends.partition_config.drain_rows is 'Rows that one transaction may move out of the catch-all while its writers wait.';

create function kalends.touch_updated_at() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

create trigger touch_updated_at before update on kalends.partition_config
  for each row execute function kalends.touch_updated_at();

insert into kalends.partition_config (table_name) values ('events'), ('goal_completions');

create table kalends.partition_metadata (
  parent_schema name not null,
  parent_table name not null,
  partition_schema name not null,
  partition_name name not null,
  partition_date date,
  lower_bound timestamptz,
  upper_bound timestamptz,
  row_count bigint,
  row_count_exact boolean not null default false,
  size_bytes bigint,
  last_analyze timestamptz,
  last_vacuum timestamptz,
  fingerprint bigint,
  recorded_at timestamptz not null default now(),
  primary key (parent_schema, parent_table, partition_schema, partition_name)
);

comment on table kalends.partition_metadata is 'One row per partition, as the last record step saw it.';
comment on column kalends.partition_metadata.partition_date is 'The lower bound as a date of the table''s time zone; null for the catch-all and for MINVALUE.';
comment on column kalends.partition_metadata.fingerprint is 'Hash of the statistics that were recorded: another value means that there is something new to record.';

create table kalends.ledger (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  run_id bigint,
  job text,
  actor name not null default session_user,
  table_schema name,
  table_name name,
  action text not null,
  target_schema name,
  target name,
  statement text,
  lock_mode text,
  waited_ms integer,
  held_ms integer,
  row_count bigint,
  bytes bigint,
  outcome text not null,
  message text,
  epoch bigint,
  constraint "outcome must be done, failed, busy, refused, held or skipped"
    check (outcome in ('done', 'failed', 'busy', 'refused', 'held', 'skipped'))
);
create index ledger_of_run on kalends.ledger (run_id);
create index ledger_of_table on kalends.ledger (table_schema, table_name, at);

comment on table kalends.ledger is 'Everything that was done to a table, append-only.';

create function kalends.refuse_rewriting_the_ledger() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'kalends.ledger is append-only: % is refused', tg_op using errcode = 'KA002';
end
$$;

create trigger append_only before update or delete or truncate on kalends.ledger
  for each statement execute function kalends.refuse_rewriting_the_ledger();

create table kalends.process (
  owner text primary key,
  pid integer not null,
  backend_start timestamptz,
  host text,
  started_at timestamptz not null default clock_timestamp(),
  heartbeat_at timestamptz not null default clock_timestamp(),
  stop_requested boolean not null default false
);

comment on table kalends.process is 'The living programs: owner is the application_name of all their connections, pid the backend of the one that beats.';

create table kalends.lease (
  table_schema name not null,
  table_name name not null,
  epoch bigint not null default 0,
  owner text,
  taken_at timestamptz,
  primary key (table_schema, table_name)
);

comment on table kalends.lease is 'Who works on a table. Every writing transaction locks its row and checks the epoch; who takes over raises it.';

create table kalends.intent (
  id bigint generated always as identity primary key,
  run_id bigint,
  job text,
  epoch bigint,
  table_schema name not null,
  table_name name not null,
  action text not null,
  target_oid oid not null,
  target_schema name not null,
  target name not null,
  lower_bound timestamptz,
  upper_bound timestamptz,
  statement text not null,
  noted_at timestamptz not null default clock_timestamp(),
  unique (action, target_oid)
);

comment on table kalends.intent is 'A statement that runs outside any transaction, noted before it starts; whoever finds one left over asks the catalogue what became of it.';

create table kalends.detached_partition (
  partition_oid oid primary key,
  partition_schema name not null,
  partition_name name not null,
  parent_schema name not null,
  parent_table name not null,
  lower_bound timestamptz,
  upper_bound timestamptz,
  detached_at timestamptz not null default clock_timestamp(),
  drop_after timestamptz
);

comment on table kalends.detached_partition is 'Partitions that Kalends has detached: the only tables it will ever drop. drop_after null: kept for ever.';

create table kalends.request (
  id bigint generated always as identity primary key,
  job text not null,
  parameters jsonb not null default '{}',
  actor name not null default session_user,
  requested_at timestamptz not null default clock_timestamp(),
  state text not null default 'waiting',
  run_id bigint,
  started_at timestamptz,
  finished_at timestamptz,
  message text,
  constraint "state must be waiting, running, done or failed" check (state in ('waiting', 'running', 'done', 'failed'))
);
create index request_waiting on kalends.request (id) where state = 'waiting';

comment on table kalends.request is 'What SQL asked for and a function cannot do itself (VACUUM): carried out by the next run.';

create table kalends.installation (
  fingerprint text,
  installed_at timestamptz not null default clock_timestamp()
);
insert into kalends.installation default values;

comment on table kalends.installation is 'One row: the fingerprint of the SQL files that were installed last.';

create table kalends.schema_version (
  version integer primary key,
  installed_at timestamptz not null default clock_timestamp()
);
insert into kalends.schema_version (version) values (1);

create type kalends.action as (
  table_schema name,
  table_name name,
  step text,
  action text,
  target_schema name,
  target name,
  lower_bound timestamptz,
  upper_bound timestamptz,
  statements text[],
  transaction text,
  lock_mode text,
  lock_target text,
  reason text,
  row_estimate bigint,
  bytes bigint,
  verdict text,
  blocker text
);

comment on type kalends.action is
  'One intended change. transaction: one (all statements together), each (one by one), none (outside any). verdict: do, held (a guard), blocked (refused), skipped (nothing to act on), fault (the table cannot be worked on).';
