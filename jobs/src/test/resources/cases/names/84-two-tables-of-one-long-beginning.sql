-- Two tables whose names of 63 bytes differ in the last one only.
create table the_first_sixty_two_bytes_of_this_name_are_those_of_the_next__a (at timestamptz not null) partition by range (at);
create table the_first_sixty_two_bytes_of_this_name_are_those_of_the_next__b (at timestamptz not null) partition by range (at);
-- $ register public.the_first_sixty_two_bytes_of_this_name_are_those_of_the_next__a --keep-forever --future-partitions 1
-- $ register public.the_first_sixty_two_bytes_of_this_name_are_those_of_the_next__b --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: created 4
-- ask: select count(distinct inhrelid::regclass::text) from pg_inherits where inhparent::regclass::text like 'the_first%__a' or inhparent::regclass::text like 'the_first%__b'
-- row: 4
-- $ health
