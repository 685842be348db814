-- Begins to log the keys that are touched. Lock: SHARE ROW EXCLUSIVE on the monolith.
select kalends.capture_migration(:id::bigint)
