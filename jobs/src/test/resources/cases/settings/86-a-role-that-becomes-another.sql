-- The role of the runs is made another one at login (ALTER ROLE … SET role): what that one lacks is told by our sentence.
create table becomes (id bigint, at timestamptz not null) partition by range (at);
-- months: becomes 0 0
-- $ register public.becomes --keep-forever --future-partitions 1
-- as: postgres
create role {db}_other;
grant {db}_other to kalends;
alter role kalends in database {db} set role = {db}_other;
-- $ doctor
-- => 1
-- has: a right is missing: permission denied for function doctor
-- $ health
-- => 1
-- $ plan
-- => 1
-- $ run maintenance
-- => 1
-- $ health
-- => 1
-- as: postgres
alter role kalends in database {db} reset role;
