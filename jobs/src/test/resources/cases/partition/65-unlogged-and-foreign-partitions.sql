-- Partitions that are UNLOGGED, and old ones that are foreign tables: new ones are UNLOGGED as their siblings, foreign ones are not detached half way.
create table unl (id bigint, at timestamptz not null) partition by range (at);
create unlogged table unl_{_month -1} partition of unl for values from ('{month -1}') to ('{month 0}');
create unlogged table unl_{_month 0} partition of unl for values from ('{month 0}') to ('{month 1}');
create table cold (id bigint, at timestamptz not null) partition by range (at);
-- months: cold -2 0
-- as: postgres
create foreign data wrapper {db}_fdw;
create server {db}_server foreign data wrapper {db}_fdw;
grant usage on foreign server {db}_server to kalends;
-- as: kalends
create foreign table cold_old partition of cold for values from ('{month -6}') to ('{month -5}') server {db}_server;
-- $ register public.unl --keep-forever --future-partitions 1
-- $ register public.cold --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: CREATE UNLOGGED TABLE public.unl_{_month 1}
-- $ run maintenance
-- => 1
-- has: cold_old
-- ask: select distinct relpersistence from pg_class join pg_inherits on inhrelid = oid where inhparent = 'unl'::regclass
-- row: u
-- ask: select relispartition from pg_class where relname = 'cold_old'
-- row: t
-- $ health
-- => 3
-- finds: warning overdue_drop
