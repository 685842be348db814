-- Compares the two tables in one snapshot and notes what was found.
select kalends.audit_migration(:id::bigint) as equal
