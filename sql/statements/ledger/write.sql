-- One line of the ledger.
select kalends.write_ledger(:run_id::bigint, :job::text, :table_schema::name, :table_name::name, :action::text, :target_schema::name, :target::name, :statement::text,
  :lock_mode::text, :waited_ms::integer, :held_ms::integer, :row_count::bigint, :bytes::bigint, :outcome::text, :message::text, :epoch::bigint)
