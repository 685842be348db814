-- Migrations: which monolith becomes which partitioned table, how far that is, and what was proved about it.

create table kalends.migration (
  id bigint generated always as identity primary key,
  source_schema name not null,
  source_table name not null,
  target_schema name not null,
  target_table name not null,
  shadow_table name not null,
  old_table name not null,
  source_oid oid not null,
  shadow_oid oid,
  file_node oid,
  fingerprint text,
  key_columns name[] not null,
  partition_column name not null,
  granularity text not null default 'month',
  time_zone text not null default 'UTC',
  retention_months integer,
  retention_days integer not null default 0,
  future_partitions integer not null default 6,
  catch_all boolean not null default true,
  keep_days integer not null default 30,
  compatible_view name,
  extra_view name,
  guard_key boolean not null default false,
  options jsonb not null default '{}',
  phase text not null default 'planned',
  phase_at timestamptz not null default clock_timestamp(),
  paused boolean not null default false,
  pace text not null default 'gentle',
  workers integer not null default 2,
  suspect text,
  message text,
  verified_at timestamptz,
  cut_over_at timestamptz,
  retire_after timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  actor name not null default session_user,
  constraint "phase must be one of docs/migration-states.md"
    check (phase in ('planned', 'prepared', 'capturing', 'copied', 'indexed', 'mirroring', 'verified', 'cut_over', 'retired', 'rolled_back')),
  constraint "granularity must be hour, day, week, month, quarter or year"
    check (granularity in ('hour', 'day', 'week', 'month', 'quarter', 'year')),
  constraint "time_zone must be a name that pg_timezone_names lists" check (kalends.is_time_zone(time_zone)),
  constraint "future_partitions must be 0 to 1000" check (future_partitions between 0 and 1000),
  constraint "keep_days must be 0 to 3650" check (keep_days between 0 and 3650),
  constraint "pace must be gentle, steady or fast" check (pace in ('gentle', 'steady', 'fast')),
  constraint "workers must be 1 to 32" check (workers between 1 and 32)
);
create unique index migration_of_one_table on kalends.migration (source_schema, source_table)
  where phase not in ('retired', 'rolled_back');

comment on table kalends.migration is 'One row per migration of a monolith; phase is changed by kalends.advance only.';
comment on column kalends.migration.source_table is 'The monolith''s name before the first cut-over; the lease of the migration is that of this name.';
comment on column kalends.migration.target_table is 'The partitioned table''s name after the cut-over; before it is called shadow_table.';
comment on column kalends.migration.old_table is 'The monolith''s name after the cut-over.';
comment on column kalends.migration.key_columns is 'The monolith''s key, by its own column names.';
comment on column kalends.migration.compatible_view is 'The view under the old name with the old column names, in source_schema; null when names did not change.';
comment on column kalends.migration.suspect is 'Why old and new may differ since the mirror was started (a mirror that failed logs the keys and says so here); null when nothing is known.';

create table kalends.migration_column (
  migration_id bigint not null references kalends.migration on delete cascade,
  position integer not null,
  source_column name not null,
  target_column name not null,
  source_type text not null,
  target_type text not null,
  generated boolean not null default false,
  primary key (migration_id, position)
);

comment on table kalends.migration_column is 'The monolith''s columns in their order, and what they become. generated: computed by PostgreSQL, never written.';

create table kalends.migration_stripe (
  migration_id bigint not null references kalends.migration on delete cascade,
  stripe integer not null,
  first_block bigint not null,
  next_block bigint not null,
  end_block bigint not null,
  row_count bigint not null default 0,
  finished boolean not null default false,
  primary key (migration_id, stripe)
);

comment on table kalends.migration_stripe is 'The copy''s watermarks: each stripe of blocks is copied by one worker; next_block moves in the transaction of the rows.';

create table kalends.migration_index (
  migration_id bigint not null references kalends.migration on delete cascade,
  position integer not null,
  source_index name,
  name_before name not null,
  name_after name not null,
  constraint_kind text,
  is_unique boolean not null default false,
  definition text not null,
  primary key (migration_id, position),
  constraint "constraint_kind must be p, u or null" check (constraint_kind in ('p', 'u'))
);

comment on table kalends.migration_index is 'The shadow''s indexes. definition: what follows the table in CREATE INDEX, as in USING btree (id, date). name_before: until the cut-over; name_after: the monolith''s.';

create table kalends.migration_check (
  id bigint generated always as identity primary key,
  migration_id bigint not null references kalends.migration on delete cascade,
  checked_at timestamptz not null default clock_timestamp(),
  kind text not null,
  partition_name name,
  old_rows bigint,
  new_rows bigint,
  equal boolean not null,
  seconds double precision,
  message text,
  constraint "kind must be verify or audit" check (kind in ('verify', 'audit'))
);
create index migration_check_of on kalends.migration_check (migration_id, checked_at);

comment on table kalends.migration_check is 'What comparing old and new has shown: a line per partition, and one for the whole (partition_name null).';

insert into kalends.schema_version (version) values (3);
