-- What is wrong with the managed tables and the runs, the worst first? The subject is the table, and the partition or index where it is about one; without a table it stands alone.
select severity, finding, case when table_name is null then subject else format('%I.%I', table_schema, table_name) || case when subject = table_name then '' else ' ' || subject end end as subject,
       detail, mend, runbook
from kalends.health(coalesce(cast(:as_of as timestamptz), now()))
