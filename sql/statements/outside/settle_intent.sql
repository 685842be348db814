-- Asks the catalogue, behind the fence, what became of a noted statement and books it: done, not done or pending.
select kalends.settle_intent(:id::bigint, :waited_ms::integer, :held_ms::integer) as outcome
from kalends.fence(:table_schema::name, :table_name::name, :epoch::bigint)
