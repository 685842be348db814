-- Takes a schedule away; what it did stays in kalends.tick.
delete from kalends.schedule s where s.name = :schedule::text
