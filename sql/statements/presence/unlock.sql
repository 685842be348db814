-- Gives the lock of a run back.
select pg_advisory_unlock(hashtextextended('kalends:' || :identity::text, 0)) as released
