-- Says how a request of ours went.
select kalends.finish_request(:id::bigint, :owner::text, :state::text, :run_id::bigint, :message::text)
