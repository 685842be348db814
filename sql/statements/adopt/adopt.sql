-- Puts one unmanaged table into partition_config with the policy that was found.
select r.table_name
from kalends.register(
  cast(:managed_table as text),
  jsonb_build_object(
    'granularity', cast(:granularity as text), 'retention_months', cast(:retention_months as integer), 'retention_days', cast(:retention_days as integer),
    'retention_action', cast(:retention_action as text), 'future_partitions', cast(:future_partitions as integer))) r
