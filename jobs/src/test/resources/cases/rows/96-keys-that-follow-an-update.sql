-- Foreign keys with ON UPDATE actions that reference a partitioned table whose catch-all has rows: moving them must set nothing off, so it is refused, and the key is named.
create table parents (id bigint not null, at timestamptz not null, primary key (id, at)) partition by range (at);
-- months: parents -1 -1
create table parents_default partition of parents default;
create table children (id bigint, parent bigint, at timestamptz,
  foreign key (parent, at) references parents (id, at) on update cascade on delete set null);
insert into parents select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 20) i;
insert into children select id, id, at from parents;
-- $ register public.parents --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- has: blocked public.parents, drain parents_{_month 0}: foreign key children_parent_at_fkey of public.children
-- $ run maintenance
-- => 1
-- has: drain refused: foreign key children_parent_at_fkey of public.children
-- ask: select count(parent) from children
-- row: 20
-- $ health
-- => 3
-- has: kalends plan public.parents --steps create shows what is drained, and what keeps it from that
-- finds: critical present_missing
-- finds: warning catch_all_rows
