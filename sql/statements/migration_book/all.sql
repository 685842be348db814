-- Which migrations are there, and which were there? The newest first.
select m.id
from kalends.migration m
order by m.phase in ('retired', 'rolled_back'), m.id desc
limit 100
