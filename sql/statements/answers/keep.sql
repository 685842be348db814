-- Keeps an answer for whoever asks the same again.
update kalends.idempotency i set status = :status::integer, location = :location::text, answer = :answer::text
where i.caller = :caller::text and i.key = :key::text and i.fingerprint = :fingerprint::text
returning i.key
