-- Says that the first range of this run is about to be copied.
select kalends.begin_throttle(:id::bigint)
