-- A prepared transaction that nobody ended holds locks on the table and its partition: the name of the transaction is told.
create table px (id int, at timestamptz not null) partition by range (at);
-- months: px -5 -5
-- months: px 0 0
-- as: postgres
begin; insert into px values (1, '{month -5}'); select count(*) from px; prepare transaction '{db}-atomikos';
-- as: kalends
-- $ register public.px --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- => 75
-- has: {db}-atomikos
-- $ health
-- => 3
-- finds: warning overdue_drop
-- as: postgres
rollback prepared '{db}-atomikos';
