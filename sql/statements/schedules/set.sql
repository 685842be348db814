-- Makes a schedule or changes one; what is null keeps its value.
select kalends.set_schedule(:schedule::text, :job::text, :cron::text, :time_zone::text, :misfire::text, :parameters::jsonb, :enabled::boolean, :actor::text)
