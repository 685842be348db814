-- A foreign key between two tables partitioned by the same time, retention on both: the referencing months go, the referenced ones stay, and say why.
create table head (id bigint not null, at timestamptz not null, primary key (id, at)) partition by range (at);
create table line (id bigint not null, head_id bigint, at timestamptz not null, primary key (id, at), constraint line_head foreign key (head_id, at) references head (id, at)) partition by range (at);
-- months: head -5 0
-- months: line -5 0
insert into head select i, timestamptz '{month -5}' + i * interval '1 day' from generate_series(1, 20) i;
insert into line select id, id, at from head;
-- $ register public.line --retention-months 3
-- $ register public.head --retention-months 3
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: blocked public.head, detach head_{_month -5}
-- has: foreign key line_head of public.line references public.head
-- $ run maintenance
-- => 1
-- loses: 20
-- has: detach refused (2 times): foreign key line_head of public.line references public.head
-- has: detached 2, dropped 2
-- ask: select (select count(*) from head), (select count(*) from line)
-- row: 20|0
-- $ health
-- => 3
-- has: partition(s) past their retention
-- not: public.line
-- finds: warning overdue_drop
