-- The role of the runs has settings of its own in this database: styles, zone, search_path, timeouts, escapes, isolation.
create table seti (id bigint, "At" timestamptz not null, d date, primary key (id, "At")) partition by range ("At");
-- months: seti -5 0
insert into seti select i, timestamptz '{month -5}' + i * interval '1 day' from generate_series(0, 9) i;
-- as: postgres
alter role kalends in database {db} set "DateStyle" = 'SQL, DMY';
alter role kalends in database {db} set "IntervalStyle" = 'iso_8601';
alter role kalends in database {db} set "TimeZone" = 'Pacific/Chatham';
alter role kalends in database {db} set search_path = nowhere;
alter role kalends in database {db} set default_transaction_isolation = 'serializable';
alter role kalends in database {db} set bytea_output = 'escape';
alter role kalends in database {db} set extra_float_digits = -3;
alter role kalends in database {db} set quote_all_identifiers = on;
alter role kalends in database {db} set lock_timeout = '1s';
alter role kalends in database {db} set idle_in_transaction_session_timeout = '10s';
-- $ register public.seti --retention-months 3 --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: warning public.seti: partitions reach only 0
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: create seti_{_month 1}  [{date month 1}, {date month 2})
-- $ run maintenance
-- loses: 10
-- has: created 2
-- $ health
