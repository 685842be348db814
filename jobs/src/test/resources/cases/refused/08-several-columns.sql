-- RANGE by two columns, of which the second is the time.
create table two (project text not null, at timestamptz not null) partition by range (project, at);
create table two_p1 partition of two for values from ('p1', '{month 0}') to ('p1', '{month 1}');
-- $ register public.two --retention-months 12
-- => 1
-- has: public.two cannot be managed: it is partitioned by several columns
-- has: Kalends manages tables partitioned by RANGE of one column of type date, timestamp or timestamptz.
-- $ adopt --all
-- has: two
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- has: nothing to do
-- $ health
