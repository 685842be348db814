-- Which partitions are there, of any table, managed or not?
create or replace view kalends.partitions as
select pn.nspname as table_schema, pc.relname as table_name, cn.nspname as partition_schema, c.relname as partition_name,
       b.lower_bound, b.upper_bound, b.is_default, b.detach_pending, b.by_time, b.parent_oid, b.partition_oid
from kalends.partition_bounds() b
join pg_catalog.pg_class pc on pc.oid = b.parent_oid
join pg_catalog.pg_namespace pn on pn.oid = pc.relnamespace
join pg_catalog.pg_class c on c.oid = b.partition_oid
join pg_catalog.pg_namespace cn on cn.oid = c.relnamespace;
