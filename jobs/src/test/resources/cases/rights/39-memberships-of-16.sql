-- From PostgreSQL 16 on: members of the owner WITH INHERIT FALSE, and WITH SET FALSE: each is told with the grant that mends it.
-- from: 16
-- as: postgres
create role {db}_a;
create role {db}_b;
create role {db}_run login;
grant {db}_a to {db}_run with inherit false, set true;
grant {db}_b to {db}_run with inherit true, set false;
grant kalends to {db}_run;
create table noinherit (id bigint, at timestamptz not null) partition by range (at);
create table noset (id bigint, at timestamptz not null) partition by range (at);
alter table noinherit owner to {db}_a;
alter table noset owner to {db}_b;
grant create on schema public to {db}_a, {db}_b;
-- as: kalends
insert into kalends.partition_config (table_schema, table_name, partition_column, retention_months, retention_days, future_partitions) values ('public', 'noinherit', 'at', null, null, 1), ('public', 'noset', 'at', null, null, 1);
-- runs as: {db}_run
-- $ doctor
-- => 3
-- has: GRANT {db}_a TO {db}_run WITH INHERIT TRUE
-- has: GRANT {db}_b TO {db}_run WITH SET TRUE
-- finds: critical rights_analyze
-- finds: critical rights_create
-- finds: critical rights_record
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- => 1
-- has: INHERIT TRUE
-- has: SET TRUE
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning headroom
