-- How long is one period of this granularity?
create or replace function kalends.period_step(granularity text) returns interval
  language sql immutable strict
return (case granularity when 'quarter' then '3 months' else '1 ' || granularity end)::interval;
