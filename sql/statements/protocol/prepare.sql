-- Makes the shadow: the partitioned table, its columns and partitions, and no index. Takes no lock on the monolith that anybody notices.
select kalends.prepare_migration(:id::bigint)
