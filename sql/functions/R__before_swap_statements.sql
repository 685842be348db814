-- What can be done before the swap, each statement (or list of statements) in a transaction of its own, in this order? What is done already is not in it: it can be asked for again and again.
-- Locks: at most ACCESS EXCLUSIVE on the table that is not in use, SHARE ROW EXCLUSIVE on those that its foreign keys point to. VALIDATE takes as long as a scan: a lock_timeout is wanted, no statement_timeout.
create or replace function kalends.before_swap_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select kalends.stage_statements(before_swap_statements.id, 'before')
$$;
