-- Whose open transaction, older than our patience or of an age that we may not see, conflicts with the lock that we want? The oldest first.
select b.pid, b.query, b.state, b.age, b.lock_mode, b.application_name
from kalends.blockers(:target::regclass, :lock_mode::text) b
where b.age >= :patience::interval or b.age is null
