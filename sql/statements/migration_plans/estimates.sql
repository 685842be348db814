-- What will a migration take?
select e.what, e.amount, e.unit
from kalends.estimate_migration(:id::bigint) e
