-- What stands in the way of a job on this server: version, rights, standby, leftovers? The worst first.
select severity, finding, subject, detail, mend, 'docs/runbook/doctor.md#' || finding as runbook
from kalends.doctor(cast(:ttl as interval))
order by severity, finding, subject
