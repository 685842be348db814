-- What is left to be done after the swap?
select s as statement
from unnest(kalends.after_swap_statements(:id::bigint)) s
