-- Makes the other table equal to the live one where they differ.
select kalends.repair_differences(:id::bigint) as repaired
