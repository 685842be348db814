-- Which tick waits for a server, or was left by one that died? From now on it is ours.
select t.schedule, t.due_at, t.tick, t.job, t.parameters ->> 'full' as full, t.parameters ->> 'max_drops' as max_drops, null::text as as_of,
       kalends.managed_name(t.parameters ->> 'table') as managed_table
from kalends.take_tick(:owner::text, :ttl::interval, :own::text[]) t
