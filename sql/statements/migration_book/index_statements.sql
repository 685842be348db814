-- Which indexes of the shadow's partitions are still to be built, and how?
select i.position, i.partition_name, i.statement
from kalends.index_statements(:id::bigint) i
order by i.position
