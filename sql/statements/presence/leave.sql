-- This process is done: nobody has to ask any more whether it is alive. Rows that are long dead go with it.
delete from kalends.process p where p.owner = :owner or p.heartbeat_at < clock_timestamp() - interval '30 days'
