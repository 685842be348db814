-- Monitoring: from when on something is a finding, what the query probe has measured, and when a copy last moved.

create function kalends.threshold_fits(threshold text, value bigint) returns boolean
  language sql immutable
  set search_path = pg_catalog, pg_temp
return value is null or case threshold
  when 'headroom_periods' then value between 1 and 1000
  when 'catch_all_rows' then value between 0 and 1000000000000
  when 'overdue_drop_hours' then value between 0 and 87600
  when 'vacuum_lag_hours' then value between 1 and 87600
  when 'statistics_hours' then value between 1 and 87600
  when 'query_p95_ms' then value between 1 and 86400000
  when 'last_success_hours' then value between 1 and 87600
  when 'stuck_minutes' then value between 1 and 100000
  when 'migration_stalled_minutes' then value between 1 and 100000
  when 'forecast_days' then value between 1 and 3650
  when 'disk_bytes' then value > 0
  else false end;

comment on function kalends.threshold_fits(text, bigint) is 'Is there a threshold of this name, and may it have this value? Null switches the finding off.';

create table kalends.threshold (
  threshold text not null,
  table_schema name,
  table_name name,
  value bigint,
  constraint "a threshold belongs to a table, with its schema, or to all" check ((table_schema is null) = (table_name is null)),
  constraint "this threshold holds for all tables together"
    check (table_name is null or threshold not in ('stuck_minutes', 'migration_stalled_minutes', 'forecast_days', 'disk_bytes')),
  constraint "threshold must have a known name, and a value that can be meant" check (kalends.threshold_fits(threshold, value))
);
create unique index threshold_of_all on kalends.threshold (threshold) where table_name is null;
create unique index threshold_of_table on kalends.threshold (table_schema, table_name, threshold) where table_name is not null;

comment on table kalends.threshold is 'From when on something is a finding of health: a row for all tables, and one for a table that differs. value null: that is no finding. The rows for all are the defaults; kalends.set_threshold changes them.';

insert into kalends.threshold (threshold, value) values
  ('headroom_periods', 3), ('catch_all_rows', 0), ('overdue_drop_hours', 26), ('vacuum_lag_hours', 24), ('statistics_hours', 24), ('query_p95_ms', 500), ('last_success_hours', 26),
  ('stuck_minutes', 120), ('migration_stalled_minutes', 60), ('forecast_days', 30), ('disk_bytes', null);

create table kalends.query_probe (
  id bigint generated always as identity primary key,
  table_schema name not null,
  table_name name not null,
  pattern text not null,
  probed_at timestamptz not null default clock_timestamp(),
  milliseconds double precision not null,
  timed_out boolean not null default false
);
create index query_probe_of_table on kalends.query_probe (table_schema, table_name, pattern, id);

comment on table kalends.query_probe is 'How long the documented query patterns took on the managed tables, the last hundred of each; written by kalends.probe_queries.';

alter table kalends.migration_stripe add column moved_at timestamptz not null default clock_timestamp();

comment on column kalends.migration_stripe.moved_at is 'When the watermark last moved: a copy that does not move is a finding.';

create type kalends.finding as (
  severity text,
  finding text,
  table_schema name,
  table_name name,
  subject text,
  detail text,
  mend text,
  runbook text
);

comment on type kalends.finding is 'Something that is wrong or will be. severity: critical (writes fail or will, data is invisible, what was promised is not so), warning, info. runbook: the page of docs/runbook.';

create type kalends.watched_table as (
  parent oid,
  table_schema name,
  table_name name,
  parent_name text,
  zone text,
  granularity text,
  future_partitions integer,
  max_partition_bytes bigint,
  drops boolean,
  managed_since timestamptz,
  present timestamptz,
  horizon timestamptz,
  cut_off timestamptz,
  default_oid oid,
  fault text,
  headroom_periods bigint,
  catch_all_rows bigint,
  overdue_drop_hours bigint,
  vacuum_lag_hours bigint,
  statistics_hours bigint,
  query_p95_ms bigint,
  last_success_hours bigint
);

comment on type kalends.watched_table is 'A managed table with its policy put into instants, and its thresholds: read once for all questions of health. present is null when its policy is not to be judged (disabled, or a fault).';

create type kalends.watched_partition as (
  parent oid,
  partition oid,
  lower_bound timestamptz,
  upper_bound timestamptz,
  is_default boolean,
  detach_pending boolean
);

insert into kalends.schema_version (version) values (7);
