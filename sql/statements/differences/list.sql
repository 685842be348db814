-- Which keys differ, and how?
select d.key, d.partition_name, d.what
from kalends.differences(:id::bigint, :most::integer) d
