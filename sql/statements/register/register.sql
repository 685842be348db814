-- Registers a table or changes its policy, or with dry_run says what it would be.
select setting, before, after
from kalends.set_policy(
  cast(:managed_table as text),
  (select coalesce(jsonb_object_agg(s.name, nullif(s.value, 'null')), '{}')
   from unnest(cast(:names as text[]), cast(:values as text[])) as s (name, value)),
  cast(:dry_run as boolean))
