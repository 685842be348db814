-- Is this a time at which the swap may be made?
select kalends.in_window(t.cutover_windows, t.time_zone, clock_timestamp()) as open, array_to_string(t.cutover_windows, '; ') || ', ' || t.time_zone as windows
from kalends.throttle_of(:id::bigint) t
