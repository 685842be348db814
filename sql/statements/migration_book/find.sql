-- Which migration does this table's name mean: the one that is under way, else the newest? KA004 when there is none.
select kalends.find_migration(:source::text) as id
