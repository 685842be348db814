-- Notes which configured tables have been found.
select kalends.mark_seen()
