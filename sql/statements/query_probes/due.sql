-- Which tables have not been probed for so long, the one that has waited longest first?
select c.table_schema, c.table_name
from kalends.partition_config c
left join (select p.table_schema, p.table_name, max(p.probed_at) as probed_at from kalends.query_probe p group by p.table_schema, p.table_name) l on l.table_schema = c.table_schema and l.table_name = c.table_name
where c.enabled and coalesce(l.probed_at <= clock_timestamp() - cast(:interval as interval), true)
order by l.probed_at nulls first, c.table_schema, c.table_name
