-- Bounds at midnight in Berlin, Auckland and Lord Howe (half an hour of summer time): the zone is found, and the months join without a gap.
create table berlin (id bigint, at timestamptz not null) partition by range (at);
create table howe (id bigint, at timestamptz not null) partition by range (at);
do $$ begin
  for m in -13 .. -1 loop
    execute format('create table berlin_%s partition of berlin for values from (%L) to (%L)', m + 13, (date '{date month 0}' + make_interval(months => m))::date || ' 00:00 Europe/Berlin', (date '{date month 0}' + make_interval(months => m + 1))::date || ' 00:00 Europe/Berlin');
    execute format('create table howe_%s partition of howe for values from (%L) to (%L)', m + 13, (date '{date month 0}' + make_interval(months => m))::date || ' 00:00 Australia/Lord_Howe', (date '{date month 0}' + make_interval(months => m + 1))::date || ' 00:00 Australia/Lord_Howe');
  end loop;
end $$;
-- $ register public.berlin --keep-forever --future-partitions 12 --granularity month --time-zone Europe/Berlin
-- $ register public.howe --keep-forever --future-partitions 12 --granularity month --time-zone Australia/Lord_Howe
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- ask: with i as (insert into berlin select 1, g from generate_series(timestamptz '{month -12}', '{month 12}', '1 hour') g returning 1), j as (insert into howe select 1, g from generate_series(timestamptz '{month -12}', '{month 12}', '1 hour') g returning 1) select (select count(*) from i) = (select count(*) from j)
-- row: t
-- $ health
