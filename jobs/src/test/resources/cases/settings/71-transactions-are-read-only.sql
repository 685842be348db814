-- default_transaction_read_only is on for the role of the runs: a run is refused by its name and with the way out, and is not told as a standby.
create table ro (id bigint, at timestamptz not null) partition by range (at);
-- months: ro 0 0
-- $ register public.ro --keep-forever --future-partitions 1
-- as: postgres
alter role kalends in database {db} set default_transaction_read_only = on;
-- $ doctor
-- => 3
-- has: ALTER ROLE kalends IN DATABASE {db} SET default_transaction_read_only = off
-- not: standby
-- $ health
-- => 3
-- $ plan
-- $ run maintenance
-- => 78
-- has: transactions in database {db} are read-only for this role
-- not: standby
-- $ health
-- => 3
