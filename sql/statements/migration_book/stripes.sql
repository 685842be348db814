-- What is left to be copied, and how much there was?
select s.stripe, s.next_block, s.end_block, s.end_block - s.first_block as blocks, s.row_count, s.finished
from kalends.migration_stripe s
where s.migration_id = :id::bigint
order by s.stripe
