-- From PostgreSQL 18 on: virtual generated columns, named NOT NULL constraints, NOT NULL NOT VALID, a foreign key NOT ENFORCED.
-- from: 18
create table refs (id bigint primary key);
create table eighteen (id bigint constraint id_there not null, at timestamptz not null, v int, twice int generated always as (v * 2) virtual, ref bigint references refs not enforced) partition by range (at);
-- months: eighteen -1 -1
create table eighteen_default partition of eighteen default;
alter table eighteen add constraint v_there not null v not valid;
insert into eighteen (id, at, v) select i, timestamptz '{month 0}' + i * interval '1 second', i from generate_series(1, 20) i;
-- $ register public.eighteen --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: drained 1
-- ask: select sum(twice), (select count(*) from only eighteen_default) from eighteen
-- row: 420|0
-- $ health
