-- What stands in the way of a migration?
select b.kind, b.subject, b.reason, b.mend
from kalends.migration_blockers(:id::bigint, :deep::boolean) b
