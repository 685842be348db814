-- Takes a key for one question; no row when it is taken already. What is older than a day is forgotten, and one whose server died without an answer may be taken again.
with forgotten as (
  delete from kalends.idempotency i where i.started_at < clock_timestamp() - interval '1 day' and (i.caller, i.key) <> (:caller::text, :key::text)
)
insert into kalends.idempotency as i (caller, key, fingerprint)
values (:caller::text, :key::text, :fingerprint::text)
on conflict (caller, key) do update
set fingerprint = excluded.fingerprint, started_at = clock_timestamp(), status = null, location = null, answer = null
where i.started_at < clock_timestamp() - interval '1 day' or i.status is null and i.started_at < clock_timestamp() - interval '10 minutes'
returning i.key
