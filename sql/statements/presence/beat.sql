-- A sign of life of this process; was it asked to stop?
select kalends.beat(:owner::text, :host::text) as stop_requested
