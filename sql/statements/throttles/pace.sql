-- How fast may this migration be at the moment?
select m.pace, m.workers
from kalends.migration m
where m.id = :id::bigint
