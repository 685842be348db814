-- Why should this migration wait?
select s.text
from kalends.throttle_signals(:id::bigint) s
where s.text is not null
