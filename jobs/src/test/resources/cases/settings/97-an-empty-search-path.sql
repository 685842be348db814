-- search_path is empty for the role and for the database, as pg_dump and hosted platforms have it.
create table parts (id bigint, at timestamptz not null) partition by range (at);
-- months: parts -5 -1
create table parts_default partition of parts default;
insert into parts select i, timestamptz '{month -5}' + i * interval '1 day' from generate_series(0, 9) i;
insert into parts select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 20) i;
-- as: postgres
alter database {db} set search_path = '';
alter role kalends in database {db} set search_path = '';
-- $ register public.parts --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- loses: 10
-- has: drained 1
-- has: dropped 2
-- $ health
