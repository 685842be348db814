-- Ends the management of a table. kept: detached partitions of it that are still there.
select c.table_schema, c.table_name,
       (select count(*) from kalends.detached_partition d join pg_class k on k.oid = d.partition_oid where d.parent_schema = c.table_schema and d.parent_table = c.table_name) as kept
from kalends.unregister(:managed_table::text) c
