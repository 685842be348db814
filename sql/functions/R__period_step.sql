-- How long is one period of this granularity?
-- Neither strict nor a cast of text to interval: so PostgreSQL puts it into the calling query instead of calling it.
create or replace function kalends.period_step(granularity text) returns interval
  language sql immutable
return case granularity
  when 'hour' then interval '1 hour'
  when 'day' then interval '1 day'
  when 'week' then interval '1 week'
  when 'month' then interval '1 month'
  when 'quarter' then interval '3 months'
  when 'year' then interval '1 year'
end;
