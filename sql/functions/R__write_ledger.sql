-- Writes one line of the ledger: call it in the transaction of the act it tells of. Who had the run started is read from the run's parameters.
create or replace function kalends.write_ledger(run_id bigint, job text, table_schema name, table_name name, action text, target_schema name, target name, statement text,
    lock_mode text, waited_ms integer, held_ms integer, row_count bigint, bytes bigint, outcome text, message text, epoch bigint)
  returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  -- plpgsql, which keeps the plan: this is called with each act.
  insert into kalends.ledger (run_id, job, table_schema, table_name, action, target_schema, target, statement, lock_mode, waited_ms, held_ms, row_count, bytes, outcome, message, epoch, requested_by)
  values (write_ledger.run_id, write_ledger.job, write_ledger.table_schema, write_ledger.table_name, write_ledger.action, write_ledger.target_schema, write_ledger.target,
          write_ledger.statement, write_ledger.lock_mode, write_ledger.waited_ms, write_ledger.held_ms, write_ledger.row_count, write_ledger.bytes,
          write_ledger.outcome, write_ledger.message, write_ledger.epoch,
          (select p.parameter_value from kalends.batch_job_execution_params p where p.job_execution_id = write_ledger.run_id and p.parameter_name = 'actor'));
end
$$;
