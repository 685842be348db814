-- Identity and generated columns, two indexes over the same columns, rows to be drained.
create table ident (id bigint generated always as identity, at timestamptz not null, a int, b int generated always as (a * 2) stored, primary key (id, at)) partition by range (at);
create index ident_a on ident (a, at);
create index ident_a_again on ident (a, at);
-- months: ident -1 -1
create table ident_default partition of ident default;
insert into ident (at, a) select timestamptz '{month 0}' + i * interval '1 second', i from generate_series(1, 100) i;
-- $ register public.ident --future-partitions 2 --retention-months 12
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical public.ident: this moment has no partition: rows go to the catch-all
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- has: 100 rows of this time lie in the catch-all
-- $ run maintenance
-- has: drained 1 (~100 rows
-- ask: select count(*), max(id), max(b), (select count(*) from only ident_default) from ident
-- row: 100|100|200|0
-- $ health
