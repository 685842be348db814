-- Notes, behind the fence, what a statement outside any transaction is going to do; and how long that may wait for a lock.
select kalends.note_intent(:run_id::bigint, :job::text, :epoch::bigint, :table_schema::name, :table_name::name, :action::text,
         :target_schema::name, :target::name, :lower_bound::timestamptz, :upper_bound::timestamptz, :statement::text) as id,
       set_config('lock_timeout', :lock_timeout::text, false)
