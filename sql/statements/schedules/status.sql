-- How do the schedules do?
select s.schedule, s.job, s.parameters::text as parameters, s.cron, s.time_zone, s.misfire, s.enabled, s.running, s.last_run, s.last_state, s.last_run_id, s.last_message,
       s.last_failure, s.last_failure_message, s.next_run, s.off_because, s.changed_by, s.changed_at
from kalends.status() s
