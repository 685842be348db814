-- Sets the pace of a migration that is under way, at once.
update kalends.migration m
set pace = :pace::text
where m.id = :id::bigint and m.phase not in ('cut_over', 'retired', 'rolled_back')
returning m.id
