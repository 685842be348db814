-- Changes what makes this migration wait.
select s.migration_id
from kalends.set_throttle(:id::bigint, :settings::jsonb) s
