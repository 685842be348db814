-- How many rows has each partition's period on one side, and what is the sum of their hashes?
select c.*
from kalends.compare_side(:id::bigint, :side::text) c
