-- Pauses a migration that is under way, or lets it go on.
update kalends.migration m
set paused = :paused::boolean
where m.id = :id::bigint and m.phase not in ('cut_over', 'retired', 'rolled_back')
returning m.id
