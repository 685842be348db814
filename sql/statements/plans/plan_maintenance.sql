-- What would a run do now, in which order, with which statements and locks, and what stands in the way?
select *
from kalends.plan_maintenance(
  managed_table => :managed_table::text,
  as_of => coalesce(:as_of::timestamptz, now()),
  steps => :steps::text[],
  max_drops => :max_drops::integer,
  overrides => case when :full::boolean then '{"full": true}'::jsonb else '{}'::jsonb end)
order by seq
