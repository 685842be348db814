-- Columns dropped, added and in another order in the catch-all; defaults of its own; statistics and storage.
create table shape (gone int, id bigint, at timestamptz not null, v text collate "C" default 'x', tags text[]) partition by range (at);
create table shape_default (v text collate "C" default 'y', at timestamptz not null, tags text[], gone int, id bigint);
alter table shape attach partition shape_default default;
-- months: shape -1 -1
alter table shape drop column gone;
alter table shape add column added int not null default 7;
alter table shape_{_month -1} add constraint ids check (id between 1 and 10000);
alter table shape alter column v set storage external, alter column v set statistics 1000;
create statistics shape_s on id, v from shape;
insert into shape (id, at, tags) select i, timestamptz '{month 0}' + i * interval '1 second', array['a', i::text] from generate_series(1, 100) i;
-- $ register public.shape --keep-forever --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- has: drain
-- $ run maintenance
-- has: drained 1
-- ask: select count(*), min(v), max(added), sum(id), max(array_length(tags, 1)), (select count(*) from only shape_default) from shape
-- row: 100|x|7|5050|2|0
-- $ health
