-- The first statement of every writing transaction: is the lease still ours? Then the time limits, until the end of the transaction.
-- An index is built by one process: several workers of ours are at it already, or the application needs the processors.
select set_config('lock_timeout', :lock_timeout, true), set_config('statement_timeout', '0', true), set_config('max_parallel_maintenance_workers', '0', true)
from kalends.fence(:table_schema::name, :table_name::name, :epoch::bigint)
