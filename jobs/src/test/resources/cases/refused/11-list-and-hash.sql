-- LIST by a text that names a month, HASH, LIST of regions with RANGE below.
create table inv (id bigint, month text not null) partition by list (month);
create table inv_1 partition of inv for values in ('{_month 0}');
create table hashed (id bigint, at timestamptz not null) partition by hash (at);
create table hashed_0 partition of hashed for values with (modulus 1, remainder 0);
create table regions (region text not null, at timestamptz not null) partition by list (region);
create table regions_eu partition of regions for values in ('eu') partition by range (at);
-- months: regions_eu -1 0
insert into regions values ('eu', '{month 0}');
-- $ register public.inv --retention-months 12
-- => 1
-- has: public.inv cannot be managed: it is partitioned by LIST
-- $ register public.hashed --retention-months 12
-- => 1
-- has: public.hashed cannot be managed: it is partitioned by HASH
-- $ register public.regions --retention-months 12
-- => 1
-- has: public.regions cannot be managed: it is partitioned by LIST
-- $ register public.regions_eu --keep-forever --future-partitions 1
-- => 1
-- has: public.regions_eu is itself a partition of public.regions
-- has: The table at the top, regions, cannot be managed: it is partitioned by LIST.
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- $ health
