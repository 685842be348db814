-- Who has been in the way of the swap for longer than we would queue, by a lock, or by an old snapshot?
select w.pid,
       concat_ws(', ', kalends.holder_of(w.pid), coalesce(w.state, 'at work'), 'for ' || round(extract(epoch from w.age)) || ' s',
                 case when w.why = 'snapshot' then 'still looks at the database as it was before the two tables were equal' else format('holds %s on %s', w.lock_mode, w.subject) end,
                 'query: ' || nullif(left(regexp_replace(w.query, '\s+', ' ', 'g'), 120), '')) as what
from kalends.swap_waits(:id::bigint) w
where w.why = 'snapshot' or w.age >= :patience::interval or w.age is null
