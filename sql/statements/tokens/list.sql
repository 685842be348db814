-- Which tokens are there, the newest first?
select t.name, t.role, t.tables, case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired' else 'valid' end as state, t.created_at, t.created_by, t.expires_at, t.last_used_at
from kalends.token t
order by t.id desc
