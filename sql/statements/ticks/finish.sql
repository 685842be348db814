-- Says how a tick of ours went.
select kalends.finish_tick(:schedule::text, :due_at::timestamptz, :owner::text, :state::text, :run_id::bigint, :message::text)
