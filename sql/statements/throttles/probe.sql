-- One write whose commit waits for the disk, to be measured by the caller.
select set_config('synchronous_commit', 'on', true), kalends.probe_throttle(:id::bigint, :baseline_ms::double precision, :commit_ms::double precision)
