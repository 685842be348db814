-- For how many milliseconds has this transaction held its locks? Null: it has taken none that it tells of.
select round(extract(epoch from clock_timestamp() - nullif(current_setting('kalends.locked_at', true), '')::timestamptz) * 1000)::bigint as held_ms
