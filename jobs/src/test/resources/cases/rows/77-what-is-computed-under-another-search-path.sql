-- An index expression, a CHECK and a generated column call functions whose bodies name others without their schema: rows are moved, or it is told whose fault it is; none is lost.
create function low(text) returns text language sql immutable as $$ select lower($1) $$;
create function lower_it(text) returns text language plpgsql immutable as $$ begin return low($1); end $$;
create table calc (id bigint, at timestamptz not null, v text, w text generated always as (lower_it(v)) stored, check (lower_it(v) <> 'no')) partition by range (at);
-- months: calc -1 -1
create table calc_default partition of calc default;
create index on calc (lower_it(v));
insert into calc (id, at, v) select i, timestamptz '{month 0}' + i * interval '1 second', 'Row ' || i from generate_series(1, 20) i;
-- $ register public.calc --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- has: drain calc_{_month 0}
-- $ run maintenance
-- => 1
-- has: low(text) does not exist
-- has: drain failed: 
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
