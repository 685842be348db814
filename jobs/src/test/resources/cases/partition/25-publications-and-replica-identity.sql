-- Replica identity FULL of the siblings is kept; a publication that names the leaves does not get the new ones, and that is told.
create table pub (id bigint not null, at timestamptz not null, v text, primary key (id, at)) partition by range (at);
-- months: pub -1 0
alter table pub_{_month -1} replica identity full;
alter table pub_{_month 0} replica identity full;
-- as: postgres
create publication {db}_root for table public.pub with (publish_via_partition_root = true);
create publication {db}_leaves for table public.pub_{_month -1}, public.pub_{_month 0};
-- $ register public.pub --retention-months 12 --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- has: REPLICA IDENTITY FULL
-- $ run maintenance
-- ask: select distinct relreplident from pg_class join pg_inherits on inhrelid = oid where inhparent = 'pub'::regclass
-- row: f
-- $ health
-- => 3
-- has: {db}_leaves
-- finds: warning not_continued
