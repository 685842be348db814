-- How many periods back are gaps filled? A partition in the year 202 must not bring 20,000 others with it.
create or replace function kalends.longest_gap(granularity text) returns integer
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
return case granularity when 'hour' then 5000 when 'day' then 5000 when 'week' then 2000 when 'month' then 600 when 'quarter' then 200 else 100 end;
