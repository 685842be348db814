-- Lets a server run a schedule now.
select kalends.run_schedule(:schedule::text) as due_at
