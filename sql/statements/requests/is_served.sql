-- Is there a server that carries out requests?
select exists (select from kalends.live_servers(:ttl::interval)) as served
