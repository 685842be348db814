-- What is bound to the table that the next swap moves, and what becomes of it?
select i.kind, i.name, i.verdict, i.statement, i.note
from kalends.migration_inventory(:id::bigint) i
