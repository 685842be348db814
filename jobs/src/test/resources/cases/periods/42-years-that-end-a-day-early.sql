-- Yearly partitions that end on 31 December, and TO (MAXVALUE) last: nothing fits, adopt says so and takes nothing.
create table bookings (id bigint, at date not null) partition by range (at);
create table bookings_a partition of bookings for values from ('{year -2}') to ((date '{date year -1}' - 1)::text::date);
create table bookings_b partition of bookings for values from ('{year -1}') to ((date '{date year 0}' - 1)::text::date);
create table bookings_future partition of bookings for values from ('{year 0}') to (maxvalue);
-- $ adopt --all
-- has: not adopted: public.bookings: no period fits its bounds
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- has: nothing to do
-- $ health
