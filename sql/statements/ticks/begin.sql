-- What is to be done for a tick that is due, by us, and when is the next?
select b.verdict, b.tick, b.next_at, b.timing, b.job, b.parameters ->> 'full' as full, b.parameters ->> 'max_drops' as max_drops, null::text as as_of,
       kalends.managed_name(b.parameters ->> 'table') as managed_table
from kalends.begin_tick(:schedule::text, :due_at::timestamptz, :owner::text, :ttl::interval, :switched_on::boolean) b
