-- Ends the backends of a program that is gone or paused; how many are still there? One that has come to life again is left alone, and counts.
select case when kalends.process_is_live(:owner::text, :ttl::interval) then 1 else kalends.evict(:owner::text, :ttl::interval) end as left_over
