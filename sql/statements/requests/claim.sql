-- Which request has waited longest, of those behind one? From now on it is ours. A table's name is written out as that of the managed table which it matches.
select r.id, r.job, r.parameters ->> 'full' as full, r.parameters ->> 'max_drops' as max_drops, r.parameters ->> 'as_of' as as_of, r.actor,
       kalends.managed_name(r.parameters ->> 'table') as managed_table
from kalends.claim_request(:owner::text, :ttl::interval, :behind::bigint) r
