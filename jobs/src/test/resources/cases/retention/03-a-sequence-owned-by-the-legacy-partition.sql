-- The old table became the first partition and owns the sequence of all defaults; retention reaches it, and nothing is detached.
create table visits_legacy (id bigserial, at timestamptz not null default now(), primary key (id, at));
insert into visits_legacy (at) select timestamptz '{month -11}' + i * interval '1 day' from generate_series(1, 100) i;
create table visits (like visits_legacy including all) partition by range (at);
alter table visits attach partition visits_legacy for values from (minvalue) to ('{month -4}');
-- months: visits -4 -4
-- $ register public.visits --retention-months 3
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical public.visits: this moment has no partition: inserts are failing
-- finds: critical present_missing
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: blocked public.visits, detach visits_legacy: default value for column id of table public.visits, default value for column id of table public.visits_{_month -4} depends on sequence public.visits_legacy_id_seq. The sequence belongs to the partition, and would be dropped with it: ALTER SEQUENCE public.visits_legacy_id_seq OWNED BY NONE.
-- $ run maintenance
-- => 1
-- has: detach refused: default value for column id of table public.visits, 
-- not: CASCADE
-- ask: select count(*), (select relispartition from pg_class where relname = 'visits_legacy') from visits
-- row: 100|t
-- $ health
-- => 3
-- has: past their retention
-- not: critical
-- finds: warning overdue_drop
