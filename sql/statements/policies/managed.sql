-- Is a table of this name managed?
select c.table_schema, c.table_name
from kalends.partition_config c
where c.table_schema = :table_schema::name and c.table_name = :table_name::name
