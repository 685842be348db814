-- ALTER DEFAULT PRIVILEGES gives each new table to a web role from which the parent was taken: a new partition is not given to it.
-- as: postgres
create role {db}_anon;
alter default privileges for role kalends in schema public grant all on tables to {db}_anon;
-- as: kalends
create table secret (id bigint, at timestamptz not null) partition by range (at);
-- months: secret 0 0
revoke all on secret, secret_{_month 0} from {db}_anon;
-- $ register public.secret --keep-forever --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- has: REVOKE
-- $ run maintenance
-- has: created 2
-- ask: select distinct has_table_privilege('{db}_anon', inhrelid, 'select') from pg_inherits where inhparent = 'secret'::regclass
-- row: f
-- $ health
