-- Writes a schedule of the configuration down, the first time that it is offered.
select kalends.offer_schedule(:schedule::text, :job::text, :cron::text, :time_zone::text, :misfire::text) as offered
