-- Books what a dead run of this table had done outside transactions and could not book any more.
select kalends.settle_intents(:table_schema::name, :table_name::name, :epoch::bigint) as settled
