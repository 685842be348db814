-- RANGE by an expression, a key of a domain over timestamptz, an ordinary table, a view, a materialised view, a partition, a name that is not there.
create table expr (at timestamptz not null) partition by range (date_trunc('day', at at time zone 'UTC'));
create table expr_1 partition of expr for values from ('{day 0}') to ('{day 1}');
create domain moment as timestamptz check (value > '2000-01-01+00');
create table dom (id bigint, at moment not null) partition by range (at);
create table dom_1 partition of dom for values from ('{month 0}') to ('{month 1}');
create table plain (id bigint, at timestamptz);
create view seen as select * from plain;
create materialized view kept as select * from plain;
create table parted (at timestamptz not null) partition by range (at);
-- months: parted 0 0
-- $ register public.expr --retention-months 12
-- => 1
-- has: public.expr cannot be managed: it is partitioned by an expression
-- $ register public.dom --retention-months 12
-- => 1
-- has: public.dom cannot be managed: its key at is of type public.moment
-- $ register public.plain --retention-months 12
-- => 64
-- has: public.plain is not partitioned
-- has: kalends migrate plan public.plain shows how it becomes partitioned.
-- not: inheritance
-- $ register public.seen --retention-months 12
-- => 64
-- has: public.seen
-- $ register public.kept --retention-months 12
-- => 64
-- has: public.kept
-- $ register public.parted_{_month 0} --retention-months 12
-- => 64
-- has: public.parted_{_month 0} is a partition of public.parted
-- has: Name the partitioned table.
-- $ register public.nowhere --retention-months 12
-- => 64
-- has: there is no partitioned table called 'public.nowhere'
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- $ health
