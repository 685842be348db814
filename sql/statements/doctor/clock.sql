-- What time is it on the server?
select clock_timestamp() as server_time
