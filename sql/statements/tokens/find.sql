-- Whose is the token with this hash, if it is still good, and is it longer than a minute since its use was written down?
select t.id, t.name, t.role, t.tables, encode(t.hash, 'hex') as hash,
       coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true) as use_is_old
from kalends.token t
where t.hash = :hash::bytea and t.revoked_at is null and t.expires_at > clock_timestamp()
