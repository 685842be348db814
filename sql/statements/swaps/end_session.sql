-- Ends a session that is in the way of the swap, and no other.
select pg_terminate_backend(w.pid) as ended
from kalends.swap_waits(:id::bigint) w
where w.pid = :pid::integer
