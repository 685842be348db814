-- Columns of enums, domains, composites, arrays and ranges, with collations, compression and storage of their own; names of columns that are variables in SQL functions; policies and grants of columns.
create type mood as enum ('good', 'bad');
create domain short as text check (length(value) < 10);
create type pair as (a int, b text);
create table types (parent bigint, partition_name text, lower_bound int, m mood default 'good', s short collate "C", p pair, "a[]" int[] default '{1,2}', r tstzrange, "kalends" jsonb, at timestamptz not null default now(), wanted xml) partition by range (at);
-- months: types 0 0
alter table types_{_month 0} alter column partition_name set storage external;
alter table types enable row level security;
alter table types_{_month 0} enable row level security;
create policy mine on types_{_month 0} for select using (parent = 1);
grant select (parent, at) on types to public;
insert into types (parent) values (1);
-- $ register public.types --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: created 1
-- ask: insert into types (parent, at, s) values (2, '{month 1}', 'x') returning m, "a[]"
-- row: good|{1,2}
-- $ health
-- => 3
-- has: policy
-- finds: warning not_continued
