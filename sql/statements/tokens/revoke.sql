-- Revokes a token; no row when there is none of that name, or it is revoked already.
update kalends.token t set revoked_at = clock_timestamp()
where t.name = :name::text and t.revoked_at is null
returning t.name, t.role, t.tables, case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired' else 'valid' end as state, t.created_at, t.created_by, t.expires_at, t.last_used_at
