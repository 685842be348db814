-- Which tables are managed, and what becomes of what is past their retention?
select s.table_schema, s.table_name, s.policy, s.expired, s.confirmed, s.outcome from kalends.management_summary() s
