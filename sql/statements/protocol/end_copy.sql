-- Takes out of the shadow what was touched since the capture began.
select kalends.end_copy(:id::bigint)
