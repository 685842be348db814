-- The catch-all is itself partitioned by HASH, and has rows of this month.
create table deep (id bigint not null, at timestamptz not null) partition by range (at);
-- months: deep -1 -1
create table deep_default partition of deep default partition by hash (id);
create table deep_default_0 partition of deep_default for values with (modulus 2, remainder 0);
create table deep_default_1 partition of deep_default for values with (modulus 2, remainder 1);
insert into deep select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 20) i;
-- $ register public.deep --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical public.deep: this moment has no partition: rows go to the catch-all
-- has: rows lie in the catch-all
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- finds: warning sub_partitioned
-- $ plan
-- has: blocked public.deep, drain deep_{_month 0}: the catch-all public.deep_default is a partitioned table, not a table: its rows cannot be moved in one transaction. Move them by hand.
-- $ run maintenance
-- => 1
-- has: drain refused: the catch-all public.deep_default is a partitioned table
-- not: row-level
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning sub_partitioned
