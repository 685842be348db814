-- What can be made ready before the swap?
select s as statement
from unnest(kalends.before_swap_statements(:id::bigint)) s
