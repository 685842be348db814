-- What a migration may cost the application: limits that people set, and what was measured.

create function kalends.is_window(time_window text) returns boolean
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
return time_window ~ '^((mon|tue|wed|thu|fri|sat|sun)([-,](mon|tue|wed|thu|fri|sat|sun))* )?([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$';

comment on function kalends.is_window(text) is 'Is this a window of time, such as 22:00-06:00, sat,sun 00:00-24:00 or mon-fri 01:00-05:30?';

create function kalends.are_windows(windows text[]) returns boolean
  language sql immutable
  set search_path = pg_catalog, pg_temp
return not exists (select from unnest(windows) w where kalends.is_window(w) is not true);

comment on function kalends.are_windows(text[]) is 'Is each of these a window of time?';

create table kalends.throttle (
  migration_id bigint primary key references kalends.migration on delete cascade,
  max_replica_lag interval default '10 seconds',
  max_replica_bytes bigint default 268435456,
  max_slot_bytes bigint default 1073741824,
  max_wal_rate bigint,
  max_database_bytes bigint,
  max_active_sessions integer,
  query text,
  windows text[],
  cutover_windows text[],
  time_zone text not null default 'UTC',
  constraint "max_replica_lag must be positive" check (max_replica_lag > '0'),
  constraint "max_replica_bytes must be positive" check (max_replica_bytes > 0),
  constraint "max_slot_bytes must be positive" check (max_slot_bytes > 0),
  constraint "max_wal_rate must be positive" check (max_wal_rate > 0),
  constraint "max_database_bytes must be positive" check (max_database_bytes > 0),
  constraint "max_active_sessions must be 0 or more" check (max_active_sessions >= 0),
  constraint "windows must be like 22:00-06:00 or sat,sun 00:00-24:00" check (kalends.are_windows(windows)),
  constraint "cutover_windows must be like 22:00-06:00 or sat 00:00-24:00" check (kalends.are_windows(cutover_windows)),
  constraint "time_zone must be a name that pg_timezone_names lists" check (kalends.is_time_zone(time_zone))
);

comment on table kalends.throttle is 'What makes a migration wait; null: that does not. A migration without a row has the defaults. kalends.set_throttle writes it.';
comment on column kalends.throttle.max_wal_rate is 'Bytes of WAL that the server may write in a second, all sessions together.';
comment on column kalends.throttle.max_database_bytes is 'What the database may grow to; PostgreSQL does not tell how much disk is free.';
comment on column kalends.throttle.max_active_sessions is 'Sessions at work, without those of Kalends.';
comment on column kalends.throttle.query is 'Returns one value. The migration waits while it is neither null, nor false, nor empty; that value is shown as the reason.';
comment on column kalends.throttle.windows is 'When rows may be copied and indexes built; null: always.';
comment on column kalends.throttle.cutover_windows is 'When the swap may be made; null: always.';

create table kalends.throttle_state (
  migration_id bigint primary key references kalends.migration on delete cascade,
  probed_at timestamptz not null default clock_timestamp(),
  baseline_ms double precision,
  commit_ms double precision,
  wal_lsn pg_lsn,
  wal_at timestamptz,
  wal_rate bigint,
  reasons text[] not null default '{}',
  reasons_since timestamptz,
  begun_at timestamptz,
  begun_blocks bigint,
  begun_rows bigint,
  later_at timestamptz,
  later_blocks bigint,
  later_rows bigint
) with (fillfactor = 50, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);

comment on table kalends.throttle_state is 'The last measurement of a migration that runs, and what it waits for. Each commit of kalends.probe_throttle is one probe.';
comment on column kalends.throttle_state.baseline_ms is 'How long nine of ten commits took at most, before this run wrote anything.';
comment on column kalends.throttle_state.commit_ms is 'How long nine of ten of the last commits took at most.';
comment on column kalends.throttle_state.reasons is 'Why no row is copied at the moment; empty: nothing is in the way.';

comment on column kalends.throttle_state.begun_at is 'From where on it is counted how fast the copy is, with what was done by then: the first range of the run, later a moment in between (later_at), since the first ranges are small.';

insert into kalends.schema_version (version) values (4);
