-- The parent is ours, an expired partition and a present one belong to another role: the first is not dropped and says whose it is.
create table mixed (id bigint, at timestamptz not null) partition by range (at);
-- months: mixed -6 -6
-- months: mixed 0 0
insert into mixed values (1, '{month -6}'), (2, '{month 0}');
-- as: postgres
create role {db}_stranger;
alter table mixed_{_month -6} owner to {db}_stranger;
alter table mixed_{_month 0} owner to {db}_stranger;
-- $ register public.mixed --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: blocked public.mixed, detach mixed_{_month -6}: public.mixed_{_month -6} belongs to {db}_stranger: role kalends may not drop it. GRANT {db}_stranger TO kalends;
-- $ run maintenance
-- => 1
-- has: GRANT 
-- has: public.mixed_{_month -6}
-- $ health
-- => 3
-- finds: warning overdue_drop
