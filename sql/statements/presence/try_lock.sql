-- Takes the lock of a run for this session, if it is free. Advisory: touches no table.
select pg_try_advisory_lock(hashtextextended('kalends:' || :identity::text, 0)) as granted
