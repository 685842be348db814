-- All rows lie in a default partition, the only one there is; more of a month than drain_rows, and a stored generated column.
create table log (id text not null, at timestamptz not null, at_id text generated always as (id || '_' || lpad(extract(epoch from at at time zone 'UTC')::bigint::text, 10, '0')) stored, primary key (at, id)) partition by range (at);
create table log_default partition of log default;
create index on log (at_id desc);
insert into log select 'e' || i, timestamptz '{month -1}' + i * interval '1 minute' from generate_series(1, 12000) i;
-- $ register public.log --retention-months 2 --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical public.log: this moment has no partition: rows go to the catch-all
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- ask: select count(*), count(at_id) from log
-- row: 12000|12000
-- $ health
-- => 3
-- not: critical
-- has: rows lie in the catch-all
-- finds: warning catch_all_rows
