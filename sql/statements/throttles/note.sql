-- Says what this migration waits for.
select kalends.note_throttle(:id::bigint, :reasons::text[])
