-- DETACH CONCURRENTLY of an expired partition, by hand, was interrupted: it is told, and finished; the table stays, for it was somebody else who detached it.
create table pend (id bigint, at timestamptz not null) partition by range (at);
-- months: pend -6 2
insert into pend select i, timestamptz '{month -6}' + i * interval '1 day' from generate_series(0, 9) i;
-- as: postgres
update pg_inherits set inhdetachpending = true where inhrelid = 'pend_{_month -6}'::regclass;
-- $ register public.pend --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- has: pend_{_month -6}
-- finds: critical pending_detach
-- $ health
-- => 3
-- has: critical public.pend pend_{_month -6}: a concurrent detach was interrupted: the rows are invisible and the range refuses inserts
-- finds: critical pending_detach
-- finds: warning overdue_drop
-- $ plan
-- has: finalize pend_{_month -6}
-- $ run maintenance
-- has: finalized 1
-- has: dropped 2
-- ask: select count(*) from pend_{_month -6}
-- row: 10
-- $ health
