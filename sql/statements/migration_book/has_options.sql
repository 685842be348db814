-- Was a migration started with these options?
select m.options = :options::jsonb as same, m.options::text as options
from kalends.migration m
where m.id = :id::bigint
