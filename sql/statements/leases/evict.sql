-- Ends the backends of a program that is gone or paused; how many are still there?
select kalends.evict(:owner::text, :ttl::interval) as left_over
