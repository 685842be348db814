-- Partitions of two months, a gap, and one-month ones wanted after them.
create table pairs (id bigint, at timestamp not null) partition by range (at);
create table pairs_a partition of pairs for values from ('{month -6}') to ('{month -4}');
create table pairs_b partition of pairs for values from ('{month -4}') to ('{month -2}');
create table pairs_c partition of pairs for values from ('{month 0}') to ('{month 2}');
insert into pairs select i, timestamp '{month -6}' + i * interval '1 day' from generate_series(1, 100) i;
-- $ register public.pairs --granularity month --time-zone UTC --retention-months 12
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: 2 past period(s) without a partition, the first from {date month -2} 00:00
-- finds: warning gap
-- finds: warning headroom
-- $ plan
-- has: create pairs_{_month -2}
-- not: create pairs_{_month 0}
-- not: create pairs_{_month 1}
-- $ run maintenance
-- has: created 7
-- $ health
