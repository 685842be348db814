-- Lets the shadow adopt the indexes of its partitions.
select kalends.end_index(:id::bigint)
