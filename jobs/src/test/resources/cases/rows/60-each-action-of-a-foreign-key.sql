-- Rows of the catch-all are referenced with each other action; what references them is as before.
create table parents (id bigint not null, at timestamptz not null, primary key (id, at)) partition by range (at);
-- months: parents -1 -1
create table parents_default partition of parents default;
insert into parents select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 50) i;
create table a_null (id bigint, at timestamptz, foreign key (id, at) references parents on delete set null);
create table a_default (id bigint default 1, at timestamptz default '{month 0}', foreign key (id, at) references parents on delete set default);
create table a_restrict (id bigint, at timestamptz, foreign key (id, at) references parents on delete restrict);
create table a_deferred (id bigint, at timestamptz, foreign key (id, at) references parents deferrable initially deferred);
insert into a_null table parents;
insert into a_default table parents;
insert into a_restrict table parents;
insert into a_deferred table parents;
-- $ register public.parents --keep-forever
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- has: blocked public.parents, drain
-- has: ON DELETE SET NULL
-- has: ON DELETE SET DEFAULT
-- $ run maintenance
-- => 1
-- has: drain refused
-- ask: select (select count(id) from a_null), (select count(*) from a_default where id > 1), (select count(*) from a_restrict), (select count(*) from a_deferred)
-- row: 50|49|50|50
-- $ health
-- => 3
-- has: critical public.
-- finds: critical present_missing
-- finds: warning catch_all_rows
