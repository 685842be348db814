-- Books the detach that this transaction has finished, if a run of ours had begun it.
select kalends.settle_intents(:table_schema::name, :table_name::name, :epoch::bigint)
