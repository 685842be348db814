-- Whose open transaction, older than our patience or of an age that we may not see, conflicts with the lock that we want? The oldest first, each once.
-- With the target are locked: its catch-all, in the same mode, and in a mode of their own the tables that its foreign keys reference.
select f.pid, f.query, f.state, f.age, f.lock_mode, kalends.holder_of(f.pid) as holder
from (
  select distinct on (b.pid, b.query)
         b.pid, b.query, b.state, b.age, b.lock_mode || case when w.relation = :target::regclass then '' else ' on ' || w.relation::text end as lock_mode
  from (
    select :target::regclass as relation, :lock_mode::text as wanted
    union
    select p.partdefid::regclass, :lock_mode::text
    from pg_partitioned_table p
    where p.partrelid = :target::regclass and p.partdefid <> 0 and :lock_mode::text = 'ACCESS EXCLUSIVE'
    union
    select k.confrelid::regclass, :referenced_mode::text
    from pg_constraint k
    where k.conrelid = :target::regclass and k.contype = 'f' and :referenced_mode::text is not null
  ) w
  cross join lateral kalends.blockers(w.relation, w.wanted) b
  where b.age >= :patience::interval or b.age is null
  order by b.pid, b.query, w.relation = :target::regclass desc
) f
order by f.age desc nulls last
