-- Functions and operators in public of the names that queries use, and public first in search_path, do not change what is done.
create table shade (id bigint, at timestamptz not null) partition by range (at);
-- months: shade -5 0
insert into shade select i, timestamptz '{month -5}' + i * interval '1 day' from generate_series(0, 9) i;
-- as: postgres
create function public.now() returns timestamptz language sql as $$ select timestamptz '2090-01-01+00' $$;
create function public.format(text, variadic text[]) returns text language sql as $$ select 'drop table public.shade' $$;
create function public.count(bigint) returns bigint language sql as $$ select 0::bigint $$;
create function public.lt(timestamptz, timestamptz) returns boolean language sql as $$ select true $$;
create operator public.< (leftarg = timestamptz, rightarg = timestamptz, function = public.lt);
create operator public.<= (leftarg = timestamptz, rightarg = timestamptz, function = public.lt);
create function public.not_equal(text, text) returns boolean language sql as $$ select false $$;
create operator public.= (leftarg = text, rightarg = text, function = public.not_equal);
create table public.pg_class (oid oid, relname text);
create table public.pg_inherits (inhrelid oid);
alter role kalends in database {db} set search_path = public, pg_catalog;
-- $ register public.shade --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- not: 2090
-- $ run maintenance
-- has: created 1
-- $ health
