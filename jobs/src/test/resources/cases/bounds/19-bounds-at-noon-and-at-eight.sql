-- Bounds of months at 12:00, and a later run's at 08:00: no zone has both, so none is guessed; told, new ones fit in between.
create table odd (id bigint, at timestamptz not null) partition by range (at);
create table odd_a partition of odd for values from ('{date month -2} 12:00+00') to ('{date month -1} 12:00+00');
create table odd_b partition of odd for values from ('{date month -1} 12:00+00') to ('{date month 0} 12:00+00');
create table odd_c partition of odd for values from ('{date month 1} 08:00+00') to ('{date month 2} 08:00+00');
-- $ register public.odd --keep-forever --future-partitions 2
-- => 1
-- has: public.odd cannot be managed by itself: no hour, day, week, month, quarter or year of a known zone fits the bounds of its partitions
-- has: Say --granularity and --time-zone
-- $ register public.odd --keep-forever --future-partitions 2 --granularity month --time-zone UTC
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- has: create odd_{_month 0}
-- $ run maintenance
-- ask: with i as (insert into odd values (1, '{date month 0} 12:00+00'), (2, '{date month 1} 07:59+00'), (3, '{date month 1} 08:00+00') returning tableoid) select count(*) from i
-- row: 3
-- $ health
-- not: critical
