-- public.events was there before, years of it; the policy that came with the installation is not confirmed: nothing is dropped.
create table events (id bigint, "timestamp" timestamptz not null) partition by range ("timestamp");
-- months: events -15 0
insert into events select i, timestamptz '{month -15}' + i * interval '1 day' from generate_series(0, 400) i;
insert into kalends.partition_config (table_name, partition_column) values ('events', 'timestamp');
update kalends.partition_config set confirmed_at = null;
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: public.events
-- finds: warning headroom
-- finds: warning unconfirmed
-- $ plan
-- not: DROP TABLE
-- $ run maintenance
-- has: detach held: the policy of public.events came with the installation, and nobody has confirmed it
-- not: dropped 1
-- $ health
-- => 3
-- has: kalends confirm public.events
-- finds: warning unconfirmed
