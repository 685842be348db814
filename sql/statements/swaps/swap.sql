-- Lets the two tables change places. Lock: ACCESS EXCLUSIVE on both.
select kalends.swap(:id::bigint, :expected::text)
