-- The last partition ends at infinity, in a column of type date and in one without time zone.
create table d (id bigint, at date not null) partition by range (at);
-- months: d -2 -1
create table d_rest partition of d for values from ('{month 0}') to ('infinity');
create table t (id bigint, at timestamp not null) partition by range (at);
create table t_first partition of t for values from (minvalue) to ('{month 0}');
create table t_rest partition of t for values from ('{month 0}') to ('infinity');
-- $ register public.d --retention-months 12
-- $ register public.t --granularity month --time-zone UTC --keep-forever
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: warning public.d d_rest: takes everything from {date month 0} on
-- has: warning public.t t_rest: takes everything from {date month 0} on
-- finds: warning unbounded
-- $ plan
-- has: held public.d, create d_rest
-- has: held public.t, create t_rest
-- $ run maintenance
-- $ health
-- => 3
-- finds: warning unbounded
