-- Children by inheritance, with CHECKs of a day each.
create table reports (id bigint, at timestamptz not null);
create table reports_1 (check (at >= '{day 0}' and at < '{day 1}')) inherits (reports);
create table reports_2 (check (at >= '{day 1}' and at < '{day 2}')) inherits (reports);
insert into reports_1 values (1, '{day 0}');
-- $ register public.reports --retention-months 3
-- => 64
-- has: public.reports is not partitioned: it has 2 child tables by inheritance, which PostgreSQL does not route rows to
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- $ health
