-- Which partitioned tables does nobody manage, and what do the catalogue and pg_partman say about them?
-- A retention is taken over from pg_partman only; otherwise nothing is dropped before somebody sets one.
select u.table_schema, u.table_name, u.partition_column, u.key_type, u.time_zone, u.partitions, u.gaps, u.odd_bounds, u.oldest, u.newest,
       case when u.partitions = 0 then coalesce(p.granularity, u.granularity) else u.granularity end as granularity,
       case when p.retention_months + p.retention_days > 0 then p.retention_months end as retention_months,
       case when p.retention_months + p.retention_days > 0 then p.retention_days end as retention_days,
       coalesce(p.retention_action, 'drop') as retention_action, coalesce(p.future_partitions, 6) as future_partitions,
       case when p.table_name is null then 'catalogue' else 'pg_partman' end as source, u.reason
from kalends.find_unmanaged() u
left join kalends.find_partman() p on p.table_schema = u.table_schema and p.table_name = u.table_name
