-- The partition that ends this morning is followed by that of next month: inserts of this moment fail, which is critical.
create table hole (id bigint, at timestamptz not null) partition by range (at);
-- months: hole -2 -2
create table hole_a partition of hole for values from ('{month -1}') to ('{day 0}');
-- months: hole 1 1
-- $ register public.hole --granularity month --time-zone UTC --keep-forever --future-partitions 3
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical public.hole: this moment has no partition: inserts are failing
-- $ plan
-- has: create hole_{_month 0}
-- has: this moment has no partition: inserts are failing
-- $ run maintenance
-- has: created 3
-- $ health
-- ask: insert into hole values (1, now()) returning id
-- row: 1
