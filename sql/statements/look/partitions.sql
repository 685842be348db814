-- Which partitions are there, of one table or of all?
select table_schema, table_name, partition_schema, partition_name, lower_bound, upper_bound, state, row_count, row_count_exact, bytes, last_analyze
from kalends.list_partitions(cast(:managed_table as text))
