-- Copies the next blocks of a stripe and moves its watermark.
select c.copied, c.finished, c.left_blocks
from kalends.copy_range(:id::bigint, :stripe::integer, :blocks::integer) c
