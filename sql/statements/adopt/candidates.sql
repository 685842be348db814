-- Which partitioned tables does nobody manage, and what does the catalogue say about them?
select table_schema, table_name, partition_column, column_type, granularity, time_zone, partitions, gaps, oldest, newest,
       retention_months, retention_days, future_partitions, source, obstacle
from kalends.find_unmanaged()
