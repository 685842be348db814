-- Takes triggers, log and shadow away. Lock: SHARE ROW EXCLUSIVE on the monolith.
select kalends.give_up_migration(:id::bigint)
