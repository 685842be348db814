-- Which queries show what the partitions are worth? By the period of one partition, by the first column of each index and that period, and by the key; on the old table and on the new one.
create or replace function kalends.benchmark_queries(id bigint) returns table (pattern text, old_query text, new_query text)
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
  leaf record;
  sample jsonb;
  by_period record;
begin
  select x.* into m from kalends.migration x where x.id = benchmark_queries.id;
  -- The newest partition that is full, and one of its rows: what is asked for is really there.
  select b.partition_oid, b.lower_bound, b.upper_bound into leaf
  from kalends.partition_bounds(m.shadow_oid) b join pg_class c on c.oid = b.partition_oid
  where c.reltuples > 0 and b.lower_bound is not null
  order by b.upper_bound <= now() desc, b.lower_bound desc limit 1;
  if leaf.partition_oid is null then
    return;
  end if;
  sample := kalends.execute_as_owner(m.source_oid, array[format('select to_jsonb(t) from %s t limit 1', leaf.partition_oid::regclass)], 1);
  select format('%1$I >= %2$s AND %1$I < %3$s', c.source_column, l.lower, l.upper) as old, format('%1$I >= %2$s AND %1$I < %3$s', c.target_column, l.lower, l.upper) as new into by_period
  from kalends.migration_column c
  join pg_attribute a on a.attrelid = m.shadow_oid and a.attname = c.target_column
  cross join lateral (select kalends.bound_literal(a.atttypid, leaf.lower_bound) as lower, kalends.bound_literal(a.atttypid, leaf.upper_bound) as upper) l
  where c.migration_id = m.id and c.source_column = m.partition_column;
  return query
  select p.pattern, format('SELECT %s FROM ONLY %s WHERE %s', p.wanted, m.source_oid::regclass, p.old), format('SELECT %s FROM %s WHERE %s', p.wanted, m.shadow_oid::regclass, p.new)
  from (
    select 1 as rank, '' as name, 'a period' as pattern, 'count(*)' as wanted, by_period.old as old, by_period.new as new
    union all
    select distinct 2, c.target_column::text, c.target_column || ' and a period', '*', format('%I = %L AND %s', c.source_column, sample ->> c.target_column, by_period.old),
           format('%I = %L AND %s', c.target_column, sample ->> c.target_column, by_period.new)
    from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    join kalends.migration_column c on c.migration_id = m.id and c.target_column = a.attname
    where i.indrelid = m.shadow_oid and c.source_column <> m.partition_column and c.source_column <> all (m.key_columns) and sample ->> c.target_column is not null
    union all
    select 3, '', 'the key', '*', string_agg(format('%I = %L', c.source_column, sample ->> c.target_column), ' AND ' order by c.position),
           string_agg(format('%I = %L', c.target_column, sample ->> c.target_column), ' AND ' order by c.position)
    from kalends.migration_column c where c.migration_id = m.id and c.source_column = any (m.key_columns)) p
  order by p.rank, p.name;
end
$$;
