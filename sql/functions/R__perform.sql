-- Does, in the caller's transaction, what plan_maintenance would; or, dry, only says it. No statement waits for a lock longer than 150 ms; what could not be had is said with who is in the way.
-- Locks as in the plan, except that a detach inside a transaction is ACCESS EXCLUSIVE on the parent until the caller commits.
create or replace function kalends.perform(managed_table text, as_of timestamptz, steps text[], overrides jsonb, dry_run boolean)
  returns table (table_schema name, table_name name, action text, partition_name name, lower_bound timestamptz, upper_bound timestamptz, row_estimate bigint, bytes bigint, status text, message text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set jit = off
  set lock_timeout = '150ms'
as $$
declare
  step text;
  a record;
begin
  if not dry_run then
    perform kalends.mark_seen();
  end if;
  foreach step in array steps loop
    perform pg_stat_clear_snapshot();
    for a in select * from kalends.plan_maintenance(managed_table, as_of, array[step], null, overrides, false) loop
      table_schema := a.table_schema; table_name := a.table_name; action := a.action; partition_name := a.target;
      lower_bound := a.lower_bound; upper_bound := a.upper_bound; row_estimate := a.row_estimate; bytes := a.bytes;
      status := case a.verdict when 'do' then 'planned' else a.verdict end;
      message := coalesce(a.blocker, a.reason);
      if a.verdict = 'do' and not dry_run then
        select p.outcome, p.message into status, message from kalends.perform_action(a.table_schema, a.table_name, a.action, a.target_schema, a.target,
          a.lower_bound, a.upper_bound, a.statements, a.lock_mode, a.lock_target, a.row_estimate, a.bytes) p;
      end if;
      return next;
    end loop;
  end loop;
end
$$;
