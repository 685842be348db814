-- On which tables was a process at work that is not there any more, or has left a note of a statement? With nothing left to do there, nobody else would take their leases.
select l.table_schema, l.table_name
from kalends.lease l
where case when l.owner is null then exists (select from kalends.intent i where i.table_schema = l.table_schema and i.table_name = l.table_name)
           else not kalends.process_is_live(l.owner, :ttl::interval) end
order by 1, 2
