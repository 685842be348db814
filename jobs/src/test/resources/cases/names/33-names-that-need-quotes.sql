-- Dashes, quotes, percent signs, accents and capitals in names; 63 bytes; names that are taken by a table, a type, an index.
create schema "{db}-boo-foo";
create table "{db}-boo-foo"."Événements %s o'clock" ("id %" bigint, "at ""time""" timestamptz not null, primary key ("id %", "at ""time""")) partition by range ("at ""time""");
create table time_series_events_very_veery_looooooooooooooong_named_table (at timestamp not null, n int) partition by range (at);
create index on time_series_events_very_veery_looooooooooooooong_named_table (n);
create table "日本語日本語日本語日本語日本語日本語日本" (at date not null) partition by range (at);
create table taken (id bigint, at timestamptz not null) partition by range (at);
create table taken_{_month 1} (whatever int);
create type taken_{_month 2} as (a int);
create index taken_{_month 0} on taken_{_month 1} (whatever);
insert into kalends.partition_config (table_schema, table_name, partition_column, retention_months, retention_days) values ('{db}-boo-foo', 'Événements %s o''clock', 'at "time"', null, null);
-- $ register public.time_series_events_very_veery_looooooooooooooong_named_table --keep-forever --future-partitions 2 --granularity month --time-zone UTC
-- $ register public.taken --keep-forever --future-partitions 2
-- $ register public.日本語日本語日本語日本語日本語日本語日本 --keep-forever --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical "{db}-boo-foo"."Événements %s o'clock": this moment has no partition: inserts are failing
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- ask: select count(*) from pg_inherits where inhparent = any (select oid from pg_class where relkind = 'p')
-- row: 16
-- $ health
