-- Partitions live in a schema that is in no search_path, the first one from MINVALUE: new ones are made there, expired ones are dropped there.
create schema parts;
create table audit (id bigint not null, at timestamp not null, primary key (id, at)) partition by range (at);
create table parts.audit_000000 partition of audit for values from (minvalue) to ('{month -4}');
create table parts.audit_1 partition of audit for values from ('{month -4}') to ('{month -3}');
create table parts.audit_2 partition of audit for values from ('{month -1}') to ('{month 0}');
create table parts.audit_3 partition of audit for values from ('{month 0}') to ('{month 1}');
insert into audit select i, timestamp '{month -4}' - interval '10 days' + i * interval '1 day' from generate_series(1, 20) i;
insert into audit values (100, '{month -1}');
-- $ register public.audit --retention-months 2 --future-partitions 2 --granularity month --time-zone UTC
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: 2 partition(s) past their retention
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: DROP TABLE parts.audit_000000;
-- $ run maintenance
-- loses: 20
-- has: dropped 2
-- ask: select count(*), count(*) filter (where relnamespace = 'parts'::regnamespace) from pg_inherits join pg_class on oid = inhrelid where inhparent = 'audit'::regclass and relname like 'audit%'
-- row: 5|5
-- $ health
