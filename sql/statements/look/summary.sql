-- How is each managed table, in one line?
select table_schema, table_name, status, partitions, row_count, bytes, oldest, newest, pending_cleanup
from kalends.partition_health_summary()
