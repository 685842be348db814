-- Finds again what was booked in a database that this one was restored from, and notes which configured tables have been found.
select kalends.rebind(), kalends.mark_seen()
