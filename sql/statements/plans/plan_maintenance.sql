-- What would a run do now, in which order, with which statements and locks, and what stands in the way?
select *
from kalends.plan_maintenance(
  managed_table => :managed_table::text,
  as_of => coalesce(:as_of::timestamptz, now()),
  steps => :steps::text[],
  max_drops => :max_drops::integer,
  overrides => jsonb_strip_nulls(jsonb_build_object('full', :full::boolean, 'drain_rows', :drain_rows::integer,
    'retention_months', :retention_months::integer, 'retention_days', case when :retention_months::integer is not null then 0 end,
    'future_partitions', :future_partitions::integer)))
order by seq
