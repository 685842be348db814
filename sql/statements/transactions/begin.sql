-- The first statement of every writing transaction: is the lease still ours? Then the time limits, until the end of the transaction.
select set_config('lock_timeout', :lock_timeout, true), set_config('statement_timeout', '0', true)
from kalends.fence(:table_schema::name, :table_name::name, :epoch::bigint)
