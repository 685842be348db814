-- The owner is a role that kalends is not a member of: doctor and the run say which grant is missing, and nothing is done to the table.
-- as: postgres
create role {db}_owner;
create table theirs (id bigint, at timestamptz not null) partition by range (at);
create table theirs_1 partition of theirs for values from ('{month -5}') to ('{month -4}');
insert into theirs values (1, '{month -5}');
alter table theirs owner to {db}_owner;
alter table theirs_1 owner to {db}_owner;
insert into kalends.partition_config (table_schema, table_name, partition_column, retention_months, future_partitions) values ('public', 'theirs', 'at', 3, 1);
-- $ doctor
-- => 3
-- has: GRANT {db}_owner TO kalends
-- finds: critical rights_analyze (from 17)
-- finds: critical rights_create
-- finds: critical rights_record
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- => 1
-- has: GRANT {db}_owner TO kalends
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning gap
-- finds: warning headroom
-- finds: warning overdue_drop
