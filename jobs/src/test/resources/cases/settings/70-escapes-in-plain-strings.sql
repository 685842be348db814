-- standard_conforming_strings is off for the role of the runs, and names have backslashes and quotes.
create table "back\slash'" (id bigint, "at\" timestamptz not null) partition by range ("at\");
-- as: postgres
alter role kalends in database {db} set standard_conforming_strings = off;
alter role kalends in database {db} set backslash_quote = off;
insert into kalends.partition_config (table_schema, table_name, partition_column, retention_months, retention_days, future_partitions) values ('public', E'back\\slash''', E'at\\', null, null, 1);
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: this moment has no partition: inserts are failing
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- has: created 2
-- $ health
