-- A table detached by hand has the name that is wanted; one is CLUSTERed; an index ON ONLY the parent is invalid.
create table lefts (id bigint not null, at timestamptz not null, v text) partition by range (at);
-- months: lefts -5 1
insert into lefts select i, timestamptz '{month -5}' + i * interval '1 day' from generate_series(0, 9) i;
alter table lefts detach partition lefts_{_month 1};
alter table lefts detach partition lefts_{_month -4};
insert into lefts_{_month 1} values (1, '{month 1}');
create index lefts_id on lefts_{_month -1} (id);
cluster lefts_{_month -1} using lefts_id;
create index lefts_v on only lefts (v);
-- $ register public.lefts --retention-months 3 --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: warning public.lefts public.lefts_v: the index is invalid: no query uses it
-- finds: warning headroom
-- finds: warning invalid_index
-- finds: warning overdue_drop
-- $ plan
-- has: create lefts_{_month 1}_
-- $ run maintenance
-- loses: 10
-- has: dropped 1
-- ask: select count(*) from lefts_{_month 1}
-- row: 1
-- ask: select to_regclass('lefts_{_month -4}') is not null
-- row: t
-- $ health
-- => 3
-- has: the index is invalid
-- finds: warning invalid_index
