-- What stands in the way of a job on this server: version, rights, standby, clocks, leftovers?
select severity, code, subject, message, mend, runbook
from kalends.doctor(cast(:machine_time as timestamptz))
