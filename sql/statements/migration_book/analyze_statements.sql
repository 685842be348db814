-- How is the shadow analyzed?
select a as statement
from unnest(kalends.analyze_statements(:id::bigint)) a
