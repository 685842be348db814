-- A publication FOR TABLES IN SCHEMA publishes the catch-all itself: its subscribers would see moved rows deleted and inserted, so the drain is refused, and the publication named.
-- from: 15
create table feed (id bigint not null, at timestamptz not null, primary key (id, at)) partition by range (at);
-- months: feed -1 -1
create table feed_default partition of feed default;
insert into feed select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 20) i;
-- as: postgres
create publication {db}_schema for tables in schema public;
-- $ register public.feed --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- has: blocked public.feed, drain feed_{_month 0}: publication {db}_schema publishes public.feed_default itself (FOR TABLES IN SCHEMA)
-- $ run maintenance
-- => 1
-- has: drain refused: publication {db}_schema
-- has: created
-- ask: select count(*) from only feed_default
-- row: 20
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
