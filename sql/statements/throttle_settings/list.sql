-- What makes this migration wait? In the order of the columns of kalends.throttle; shown: for people.
select a.attname as name, v.value, case when a.atttypid = 'bigint'::regtype then pg_size_pretty(v.value::bigint) else v.value end as shown
from (select to_jsonb(kalends.throttle_of(:id::bigint)) as settings) t
join pg_attribute a on a.attrelid = 'kalends.throttle'::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'migration_id'
cross join lateral (
  select case jsonb_typeof(t.settings -> a.attname) when 'array' then (select string_agg(w.entry, '; ') from jsonb_array_elements_text(t.settings -> a.attname) w(entry)) else t.settings ->> a.attname end as value) v
order by a.attnum
