-- Confirms the policy of a managed table, so that what is past its retention may be dropped.
select c.table_schema, c.table_name, c.confirmed_by from kalends.confirm(:managed_table::text) c
