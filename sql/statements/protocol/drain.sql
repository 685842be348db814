-- Brings the shadow up to date for the oldest entries of the log.
select d.keys, d.left_keys
from kalends.drain_capture(:id::bigint, :most::integer) d
