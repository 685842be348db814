-- What did a run do, per table, action and outcome?
select * from kalends.run_summary(:run_id::bigint)
