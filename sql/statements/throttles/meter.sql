-- Says that the first range of this run is about to be copied, or that some time has passed since.
select kalends.begin_throttle(:id::bigint, :fresh::boolean)
