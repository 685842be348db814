-- What is wrong with the managed tables, the worst first? The subject is the table, and the partition or index where it is about one.
select severity, finding, format('%I.%I', table_schema, table_name) || case when subject = table_name then '' else ' ' || subject end as subject,
       detail, mend, runbook
from kalends.health(coalesce(cast(:as_of as timestamptz), now()))
