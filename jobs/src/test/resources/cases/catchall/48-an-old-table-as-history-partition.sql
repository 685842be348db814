-- An old table attached as one partition for two years, and rows of far years in the catch-all.
create table hist (id bigint not null, at timestamptz not null, v text, primary key (id, at)) partition by range (at);
create table hist_old partition of hist for values from ('{month -23}') to ('{month 1}');
create table hist_default partition of hist default;
insert into hist select i, timestamptz '{month -23}' + i * interval '3 hours' from generate_series(1, 500) i;
insert into hist values (-1, '{month 17}', 'far'), (-2, '{month 1}', 'near'), (-3, '2019-01-01+00', 'old');
-- $ register public.hist --retention-months 6 --future-partitions 3
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: rows lie in the catch-all
-- not: past period(s) without a partition
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: drained 1
-- ask: select count(*), (select count(*) from only hist_default) from hist
-- row: 503|2
-- $ health
-- => 3
-- has: rows lie in the catch-all
-- not: headroom
-- finds: warning catch_all_rows
