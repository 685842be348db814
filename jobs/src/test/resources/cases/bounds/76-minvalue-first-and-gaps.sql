-- The first partition comes from MINVALUE and is not past its retention; there are gaps in the past, and one ahead.
create table gaps (id bigint, at timestamptz not null) partition by range (at);
create table gaps_first partition of gaps for values from (minvalue) to ('{month -8}');
-- months: gaps -6 -6
-- months: gaps -2 0
-- months: gaps 2 2
insert into gaps values (1, '-infinity'), (2, '{month -6}'), (3, '{month 0}');
-- $ register public.gaps --retention-months 120 --future-partitions 3
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: 5 past period(s) without a partition
-- not: inserts are failing
-- finds: warning gap
-- finds: warning headroom
-- $ plan
-- has: create gaps_{_month 1}
-- has: create gaps_{_month 3}
-- $ run maintenance
-- has: created 7
-- $ health
