-- How is each managed table, in one line?
select table_name, health_status, total_partitions, total_rows, total_bytes, oldest_partition::text, newest_partition::text, partitions_to_drop
from kalends.partition_health_summary()
