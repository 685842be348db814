-- Says how a request went.
select kalends.finish_request(:id::bigint, :state::text, :run_id::bigint, :message::text)
