-- A managed table is renamed, one's key is renamed, one is moved to another schema: each is told as what it is, and nothing is done to it.
create table ren (id bigint, at timestamptz not null) partition by range (at);
create table col (id bigint, at timestamptz not null) partition by range (at);
create table sch (id bigint, at timestamptz not null) partition by range (at);
-- months: ren 0 0
-- months: col 0 0
-- months: sch 0 0
-- $ register public.ren --keep-forever
-- $ register public.col --keep-forever
-- $ register public.sch --keep-forever
-- $ run record
alter table ren rename to ren_new;
alter table col rename column at to occurred_at;
create schema app30;
alter table sch set schema app30;
-- $ doctor
-- => 3
-- has: public.ren_new
-- has: app30.sch
-- has: occurred_at
-- finds: critical fault
-- $ health
-- => 3
-- finds: critical fault
-- $ plan
-- has: public.ren_new
-- $ run maintenance
-- => 1
-- has: public.col has no column at
-- has: public.ren_new
-- has: app30.sch
-- $ health
-- => 3
-- finds: critical fault
