-- Takes the mirror and the old table away. Lock: ACCESS EXCLUSIVE on both.
select kalends.retire_migration(:id::bigint, :force::boolean)
