-- Puts one unmanaged table into partition_config, as the catalogue describes it.
select from kalends.adopt(cast(:managed_table as text))
