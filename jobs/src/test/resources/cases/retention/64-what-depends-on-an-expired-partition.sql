-- Views, materialised views, a function with an SQL body, a column of its row type and a publication depend on expired partitions: none of these is dropped, none is detached.
create table deps (id bigint, at timestamptz not null) partition by range (at);
-- months: deps -9 0
insert into deps select i, timestamptz '{month -9}' + i * interval '1 day' from generate_series(0, 9) i;
create view deps_view as select * from deps_{_month -9};
create materialized view deps_mat as select * from deps_{_month -8};
-- as: kalends
create function deps_fun() returns setof deps_{_month -7} language sql begin atomic select * from deps_{_month -7}; end;
-- as: kalends
create table deps_row (id int, whole deps_{_month -6});
insert into deps_row select 1, null;
-- $ register public.deps --retention-months 3
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: partition(s) past their retention
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- has: blocked public.deps, detach deps_{_month -9}: view public.deps_view
-- has: blocked public.deps, detach deps_{_month -8}: materialized view public.deps_mat
-- has: blocked public.deps, detach deps_{_month -7}: function
-- has: blocked public.deps, detach deps_{_month -6}: column whole of table public.deps_row
-- $ run maintenance
-- => 1
-- has: detach refused (4 times)
-- has: dropped 2
-- not: CASCADE
-- ask: select count(*) from deps_view
-- row: 10
-- ask: select count(*) from pg_inherits where inhparent = 'deps'::regclass and inhrelid::regclass::text < 'deps_{_month -5}'
-- row: 4
-- $ health
-- => 3
-- has: partition(s) past their retention
-- finds: warning overdue_drop
