-- What will a migration do, statement by statement?
select p.position, p.phase, p.lock_mode, p.lock_target, p.statement
from kalends.plan_migration(:id::bigint) p
order by p.position
