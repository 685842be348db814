-- Writes down that a token is used, at most once a minute.
update kalends.token t set last_used_at = clock_timestamp()
where t.id = :id::bigint and coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true)
returning t.id
