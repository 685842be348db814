-- A view, a materialised view, a rule, a function and a policy depend on the parent: expired partitions are dropped all the same, and these stay.
create table par (id bigint, at timestamptz not null) partition by range (at);
-- months: par -6 0
insert into par values (1, '{month -6}'), (2, '{month 0}');
create view par_view as select * from par;
create materialized view par_mat as select * from par;
create rule par_rule as on update to par do also select 1;
alter table par enable row level security;
create policy par_policy on par using (exists (select from par_view));
-- $ register public.par --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- loses: 1
-- has: dropped 3
-- ask: select (select count(*) from par_view), (select count(*) from par_mat)
-- row: 1|2
-- $ health
