-- Which schedules are on, and when is each due next?
select s.name, s.cron || ' ' || s.time_zone as timing, kalends.next_tick(s.cron, s.time_zone, clock_timestamp()) as next_at
from kalends.schedule s
where s.enabled
order by s.name
