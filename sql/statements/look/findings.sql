-- What is wrong with the managed tables, or will be, the worst first?
select severity, code, subject, message, mend, runbook
from kalends.health(coalesce(cast(:as_of as timestamptz), now()))
