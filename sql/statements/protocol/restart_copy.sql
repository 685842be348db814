-- Empties the shadow and the log, and lets the copy begin anew.
select kalends.restart_copy(:id::bigint, :why::text)
