-- From now on this process is a server.
update kalends.process p
set serves_since = coalesce(p.serves_since, clock_timestamp()), schedules_on = :schedules_on::boolean
where p.owner = :owner::text and (p.serves_since is null or p.schedules_on <> :schedules_on::boolean)
