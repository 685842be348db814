-- What is too much for the transaction that gives a migration up, and goes before it?
select s as statement
from unnest(kalends.give_up_statements(:id::bigint)) s
