-- Bounds what follows in this transaction. Whether nobody else probes the table at this moment, so that several servers measure it once.
select set_config('statement_timeout', :milliseconds::text, true), pg_try_advisory_xact_lock(hashtextextended('kalends:probe:' || :managed_table, 0)) as alone
