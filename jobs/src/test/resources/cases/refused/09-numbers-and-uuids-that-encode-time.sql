-- Keys that encode a time: milliseconds in a bigint, seconds in an integer, UUIDs.
create table ms (id uuid, created bigint not null) partition by range (created);
create table ms_1 partition of ms for values from (1793491200000) to (1794096000000);
create table secs (id bigint, clock integer not null) partition by range (clock);
create table secs_1 partition of secs for values from (1795996800) to (1796083200);
create table ids (id uuid not null) partition by range (id);
insert into secs select i, 1795996800 + i from generate_series(1, 100) i;
-- $ register public.ms --retention-months 12
-- => 1
-- has: public.ms cannot be managed: its key created is of type bigint
-- $ register public.secs --retention-months 12
-- => 1
-- has: public.secs cannot be managed: its key clock is of type integer
-- $ register public.ids --retention-months 12
-- => 1
-- has: public.ids cannot be managed: its key id is of type uuid
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- $ health
