-- Notes, behind the fence, what a statement outside any transaction is going to do; and how long that may wait for a lock.
-- A detach of a partition with foreign keys ends with a lock on the tables that they reference, where others would wait behind it: there its patience is short.
select kalends.note_intent(:run_id::bigint, :job::text, :epoch::bigint, :table_schema::name, :table_name::name, :action::text,
         :target_schema::name, :target::name, :lower_bound::timestamptz, :upper_bound::timestamptz, :statement::text) as id,
       set_config('lock_timeout',
         case when :action::text = 'detach' and exists (select from pg_constraint k where k.conrelid = format('%I.%I', :target_schema::text, :target::text)::regclass and k.contype = 'f')
              then :short_timeout::text else :lock_timeout::text end, false)
