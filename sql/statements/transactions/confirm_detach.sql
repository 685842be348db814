-- The last look before a DETACH in its transaction: could the partition be dropped afterwards?
select kalends.confirm_detach(:table_schema::name, :table_name::name, :target_schema::name, :target::name)
