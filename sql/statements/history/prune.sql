-- Deletes a slice of what is older than so many days; how many rows were there?
select kalends.prune_history(:days::integer) as pruned
