-- Executes statements of a plan: what may execute code of the table's owner, with the owner's rights.
select kalends.execute_statements(${table}::regclass, array[${statements}])
