-- The role of the runs has settings that change how SQL is read and planned, and time-outs of applications.
create table how (id bigint, at timestamptz not null) partition by range (at);
-- months: how -5 -2
create table how_default partition of how default;
insert into how select i, timestamptz '{month -5}' + i * interval '1 day' from generate_series(0, 9) i;
insert into how select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(0, 9) i;
-- as: postgres
alter role kalends in database {db} set array_nulls = off;
alter role kalends in database {db} set transform_null_equals = on;
alter role kalends in database {db} set enable_partition_pruning = off;
alter role kalends in database {db} set plan_cache_mode = force_generic_plan;
alter role kalends in database {db} set work_mem = '64kB';
alter role kalends in database {db} set statement_timeout = '900ms';
alter role kalends in database {db} set default_transaction_deferrable = on;
alter role kalends in database {db} set default_tablespace = 'nowhere';
alter role kalends in database {db} set check_function_bodies = off;
alter role kalends in database {db} set xmlbinary = hex;
alter role kalends in database {db} set synchronous_commit = off;
alter role kalends in database {db} set client_min_messages = debug1;
-- $ register public.how --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- loses: 10
-- has: drained 1
-- $ health
