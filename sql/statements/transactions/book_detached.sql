-- Books a partition that this transaction has detached, so that it may be dropped after its grace.
select kalends.book_detached(to_regclass(format('%I.%I', :target_schema::text, :target::text)), :table_schema::name, :table_name::name, :lower_bound::timestamptz, :upper_bound::timestamptz)
