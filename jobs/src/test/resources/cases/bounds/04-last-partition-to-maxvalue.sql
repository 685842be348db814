-- The last partition takes everything from a past month on: nothing is created after it, and that is told.
create table delivery (id bigint, at timestamptz not null) partition by range (at);
-- months: delivery -6 -5
create table delivery_future partition of delivery for values from ('{month -4}') to (maxvalue);
insert into delivery select i, timestamptz '{month -6}' + i * interval '1 day' from generate_series(1, 150) i;
-- $ register public.delivery --retention-months 12
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: warning public.delivery delivery_future: takes everything from {date month -4} on: nothing is created after it, and retention never reaches its rows
-- finds: warning unbounded
-- $ plan
-- has: held public.delivery, create delivery_future: partition public.delivery_future takes everything from {date month -4} on
-- $ run maintenance
-- has: create held: partition public.delivery_future takes everything
-- $ health
-- => 3
-- has: takes everything from {date month -4} on
-- finds: warning unbounded
