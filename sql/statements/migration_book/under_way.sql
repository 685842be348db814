-- Is a migration of this table under way?
select m.id
from kalends.migration m
where m.source_schema = :table_schema::name and m.source_table = :table_name::name and m.phase not in ('retired', 'rolled_back')
