-- row_security is off for the role of the runs, and a catch-all is under FORCE ROW LEVEL SECURITY: what is refused is told by our sentence.
create table rso (id bigint, at timestamptz not null) partition by range (at);
-- months: rso -1 0
create table rso_default partition of rso default;
alter table rso_default enable row level security;
alter table rso_default force row level security;
create policy none on rso_default using (false);
-- as: postgres
insert into rso values (1, '{month 1}');
alter role kalends in database {db} set row_security = off;
-- $ register public.rso --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- has: row-level security
-- $ run maintenance
-- => 1
-- has: row-level security
-- $ health
-- => 3
-- finds: warning catch_all_rows
-- finds: warning headroom
