-- A table in pg_partman's configuration, whose own maintenance is still on: adopt takes its policy over, and says that its maintenance is still on.
create schema partman;
create table partman.part_config (parent_table text primary key, control text not null, partition_interval text not null, partition_type text not null default 'range', premake int not null default 4, automatic_maintenance text not null default 'on', retention text, retention_schema text, retention_keep_table boolean not null default true, datetime_string text, epoch text not null default 'none', infinite_time_partitions boolean default false, template_table text, sub_partition_set_full boolean default false, undo_in_progress boolean default false);
create table metrics (id bigint, at timestamptz not null) partition by range (at);
create table metrics_p1 partition of metrics for values from ('{day -1}') to ('{day 0}');
create table metrics_p2 partition of metrics for values from ('{day 0}') to ('{day 1}');
create table metrics_default partition of metrics default;
insert into partman.part_config (parent_table, control, partition_interval, retention) values ('public.metrics', 'at', '1 day', '36 hours');
-- as: postgres
insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion) values (99000, 'pg_partman', 10, 'partman'::regnamespace, false, '5.2.4');
alter extension pg_partman add table partman.part_config;
-- $ adopt --dry-run
-- has: public.metrics
-- has: pg_partman
-- $ adopt public.metrics
-- has: pg_partman
-- has: automatic_maintenance
-- ask: select granularity, retention_months, retention_days, retention_action, future_partitions from kalends.partition_config
-- row: day|0|2|detach|4
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: created
-- $ health
