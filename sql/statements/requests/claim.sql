-- Which request has waited longest? From now on it is ours. A table's name is written out as that of the managed table which it matches.
select r.id, r.job, r.parameters ->> 'full' as full, r.parameters ->> 'max_drops' as max_drops, r.parameters ->> 'as_of' as as_of, r.actor,
       coalesce((select format('%I.%I', c.table_schema, c.table_name)
                 from kalends.partition_config c
                 where r.parameters ->> 'table' is not null and kalends.matches_table(c.table_schema, c.table_name, r.parameters ->> 'table')
                 order by c.table_schema <> 'public', c.table_schema limit 1), r.parameters ->> 'table') as managed_table
from kalends.claim_request(:owner::text, :ttl::interval) r
