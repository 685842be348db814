-- Bounds at -infinity and infinity, and rows at infinity and of a far year in the catch-all.
create table inf (id bigint, at timestamptz not null) partition by range (at);
create table inf_000000 partition of inf for values from ('-infinity') to ('{month -5}');
-- months: inf -5 -5
-- months: inf 0 0
create table inf_never partition of inf for values from ('2090-01-01+00') to ('infinity');
create table inf_default partition of inf default;
insert into inf select i, timestamptz '{month -5}' - interval '10 days' + i * interval '1 day' from generate_series(1, 20) i;
insert into inf select i, timestamptz '{month -3}' + i * interval '1 day' from generate_series(1, 20) i;
insert into inf values (-1, '-infinity'), (-2, 'infinity'), (-3, '2100-01-01+00'), (-4, '2089-01-01+00');
-- $ register public.inf --retention-months 3 --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- not: -999999999
-- has: rows lie in the catch-all
-- finds: warning catch_all_rows
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- not: -999999999
-- $ run maintenance
-- loses: 21
-- has: dropped 2 (
-- ask: select count(*) from inf where id < 0
-- row: 3
-- $ health
-- => 3
-- not: critical
-- finds: warning catch_all_rows
