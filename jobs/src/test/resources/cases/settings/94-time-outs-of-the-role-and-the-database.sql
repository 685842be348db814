-- Time-outs that an administrator has set for applications: of a statement 50 ms, of a lock 1 ms, of an idle session a second.
create table events (id bigint, at timestamptz not null) partition by range (at);
-- months: events -2 -1
insert into events select i, '{month -1}'::timestamptz + i * interval '1 hour' from generate_series(1, 500) i;
-- $ register events
-- as: postgres
alter role kalends in database {db} set statement_timeout = '50ms';
alter database {db} set idle_session_timeout = '1s';
alter role kalends in database {db} set lock_timeout = '1ms';
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: this moment has no partition: inserts are failing
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: created
-- $ health
-- $ confirm events
-- has: confirmed by kalends
-- $ ledger export --since {date month 0}
-- $ runs list
