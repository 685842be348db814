-- What was answered to the question with this key, and what was it?
select i.fingerprint, i.status, i.location, i.answer
from kalends.idempotency i
where i.caller = :caller::text and i.key = :key::text
