-- What kind of server is this, what time is it there, and is Kalends installed?
select clock_timestamp() as now, pg_is_in_recovery() as standby, current_setting('transaction_read_only')::boolean as read_only,
       current_setting('server_version_num')::integer as version_num, current_database() as database,
       to_regclass('kalends.installation') is not null as installed
