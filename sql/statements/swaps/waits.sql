-- Who is in the way of the swap, by an old snapshot or by a lock?
select w.*
from kalends.swap_waits(:id::bigint) w
