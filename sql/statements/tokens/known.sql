-- Which tokens are good, and which have ended in the last 30 days? use_is_old: it is longer than a minute since its use was written down.
select t.id, t.name, t.role, t.tables, encode(t.hash, 'hex') as hash, s.state,
       coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true) as use_is_old
from kalends.token t
cross join lateral (select case when t.revoked_at is not null then 'revoked' when t.expires_at <= clock_timestamp() then 'expired' else 'valid' end as state) s
where least(t.revoked_at, t.expires_at) > clock_timestamp() - interval '30 days'
