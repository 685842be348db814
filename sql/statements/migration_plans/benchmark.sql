-- What do the usual queries cost on the old table, and what on the new one?
select q.pattern, o.milliseconds as old_ms, o.blocks as old_blocks, n.milliseconds as new_ms, n.blocks as new_blocks, n.tables as new_tables
from kalends.benchmark_queries(:id::bigint) q
cross join lateral kalends.explain_query(:id::bigint, q.old_query) o
cross join lateral kalends.explain_query(:id::bigint, q.new_query) n
