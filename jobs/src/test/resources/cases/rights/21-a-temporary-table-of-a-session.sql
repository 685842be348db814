-- A temporary table of a session that is still there, partitioned by time, is not a table to adopt, nor to register.
-- stays: kalends
create temporary table stage (id bigint, at timestamptz not null) partition by range (at);
create temporary table stage_p partition of stage for values from ('{month 0}') to ('{month 1}');
insert into stage values (1, '{month 0}');
-- $ adopt --all
-- not: stage
-- ask: select count(*) from pg_class where relname = 'stage' and relpersistence = 't'
-- row: 1
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- has: nothing to do
-- $ health
