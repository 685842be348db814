-- Keeps a new token; no row when its name is taken.
insert into kalends.token as t (name, hash, role, tables, expires_at)
values (:name::text, :hash::bytea, :role::text, :tables::text[], clock_timestamp() + :valid::interval)
on conflict (name) do nothing
returning t.name, t.role, t.tables, case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired' else 'valid' end as state, t.created_at, t.created_by, t.expires_at, t.last_used_at
