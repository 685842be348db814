-- Gives the lease of a table back.
select kalends.release_lease(:table_schema::name, :table_name::name, :epoch::bigint)
