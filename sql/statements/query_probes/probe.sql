-- How long do the documented query patterns take on this table? Writes it down.
select count(*) as probes from kalends.probe_queries(:managed_table::text)
