-- Which partitions are there, of one table or of all?
select table_schema, table_name, partition_schema, partition_name, lower_bound, upper_bound, coalesce(state, 'unknown') as state,
       row_count, row_count_exact, size_bytes, last_analyze, last_vacuum, time_zone,
       to_char(lower_bound at time zone time_zone, 'YYYY-MM-DD HH24:MI') as lower_local, to_char(upper_bound at time zone time_zone, 'YYYY-MM-DD HH24:MI') as upper_local
from kalends.list_partitions(cast(:managed_table as text))
