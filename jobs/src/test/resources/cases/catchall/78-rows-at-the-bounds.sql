-- Rows of the catch-all lie on a bound, a microsecond before it, and in every month that is wanted.
create table edge (id bigint, at timestamptz not null) partition by range (at);
-- months: edge -2 -2
create table edge_default partition of edge default;
insert into edge select m, timestamptz '{month -1}' + m * interval '1 day' from generate_series(0, 20) m;
insert into edge values (101, timestamptz '{month 0}'), (102, timestamptz '{month 1}' - interval '1 microsecond'), (103, '{month 1}'), (104, timestamptz '{month 2}' - interval '1 microsecond'), (105, '{month 2}'), (106, '{month 3}');
-- $ register public.edge --keep-forever --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning gap
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: drained 4
-- ask: select (select count(*) from only edge_default), count(*) filter (where tableoid::regclass::text like 'edge\_{_month 1}%'), count(*) from edge
-- row: 1|2|27
-- $ health
-- => 3
-- has: rows lie in the catch-all
-- finds: warning catch_all_rows
