-- Forgets a question that led to nothing.
delete from kalends.idempotency i
where i.caller = :caller::text and i.key = :key::text and i.fingerprint = :fingerprint::text and i.status is null
returning i.key
