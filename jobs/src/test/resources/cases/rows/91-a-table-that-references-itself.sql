-- The table references itself, and the catch-all has rows that reference each other: nothing is moved, and it is told why.
create table tree (id bigint not null, at timestamptz not null, up bigint, up_at timestamptz, primary key (id, at), foreign key (up, up_at) references tree (id, at) on delete cascade) partition by range (at);
-- months: tree -6 -6
-- months: tree -1 -1
create table tree_default partition of tree default;
insert into tree values (1, '{month 0}', null, null), (2, '{month 0}', 1, '{month 0}'), (3, '{month -6}', null, null);
-- $ register public.tree --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: blocked public.tree, detach tree_{_month -6}: foreign key
-- $ run maintenance
-- => 1
-- has: foreign key tree_up_up_at_fkey of public.tree references
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning overdue_drop
