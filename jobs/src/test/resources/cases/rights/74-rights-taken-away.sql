-- USAGE and CREATE on the schema of the partitions were taken away: the schema and the grant are named.
-- as: postgres
create schema closed;
grant usage, create on schema closed to kalends;
-- as: kalends
create table closed.t (id bigint, at timestamptz not null) partition by range (at);
create table closed.t_1 partition of closed.t for values from ('{month 0}') to ('{month 1}');
create table closed.t_old partition of closed.t for values from ('{month -9}') to ('{month -8}');
insert into closed.t values (1, '{month -9}');
-- $ register closed.t --retention-months 3 --future-partitions 1
-- as: postgres
revoke all on schema closed from kalends;
-- $ doctor
-- => 3
-- has: GRANT USAGE, CREATE ON SCHEMA closed TO kalends
-- finds: critical rights_analyze
-- finds: critical rights_create
-- $ health
-- => 3
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- => 1
-- has: GRANT USAGE, CREATE ON SCHEMA closed TO kalends
-- $ health
-- => 3
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
