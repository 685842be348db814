-- Takes the lease of a table, or says who has it.
select * from kalends.take_lease(:table_schema::name, :table_name::name, :owner::text, :ttl::interval)
