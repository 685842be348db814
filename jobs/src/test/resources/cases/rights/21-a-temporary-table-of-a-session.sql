-- A temporary table partitioned by time is not a table to adopt, nor to register.
create temporary table stage (id bigint, at timestamptz not null) partition by range (at);
create temporary table stage_p partition of stage for values from ('{month 0}') to ('{month 1}');
insert into stage values (1, '{month 0}');
-- $ adopt --all
-- not: stage
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- has: nothing to do
-- $ health
