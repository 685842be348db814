-- Which queries are the documented patterns for a table: by the period of its newest partition with rows, and by the first column of an index and that period (four indexes at most)? leaf: the partition that they read.
create or replace function kalends.probe_patterns(parent oid, as_of timestamptz) returns table (pattern text, query text, leaf oid)
  language plpgsql strict rows 5
  set search_path = pg_catalog, pg_temp
as $$
declare
  newest record;
  prefixes name[];
  sample text[];
begin
  prefixes := array(
    select a.attname
    from pg_index i
    join pg_class x on x.oid = i.indexrelid
    join pg_am m on m.oid = x.relam and m.amname in ('btree', 'hash')
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    join pg_partitioned_table t on t.partrelid = i.indrelid and t.partattrs[0] <> a.attnum
    where i.indrelid = parent and i.indpred is null
      -- a type of PostgreSQL's own, or an enum: a domain's CHECK, and a cast by which a comparison is resolved, are the owner's code
      and (select y.typnamespace = 'pg_catalog'::regnamespace or y.typtype = 'e' from pg_type y where y.oid = a.atttypid)
      and not exists (select from pg_cast k join pg_proc f on f.oid = k.castfunc where k.castsource = a.atttypid and f.pronamespace <> 'pg_catalog'::regnamespace)
    group by a.attnum, a.attname order by a.attnum);
  begin
    select x.partition_oid, x.period into newest
    from (
      select b.partition_oid, b.lower_bound, format('%1$I >= %2$s AND %1$I < %3$s', a.attname, kalends.bound_literal(a.atttypid, b.lower_bound), kalends.bound_literal(a.atttypid, b.upper_bound)) as period
      from kalends.partition_bounds(parent) b
      join pg_class c on c.oid = b.partition_oid and c.relkind = 'r' and c.reltuples <> 0
      join pg_partitioned_table t on t.partrelid = parent
      join pg_attribute a on a.attrelid = parent and a.attnum = t.partattrs[0]
      where not b.is_default and not b.detach_pending and isfinite(b.lower_bound) and isfinite(b.upper_bound) and b.lower_bound <= as_of
      order by b.lower_bound desc limit 5) x
    where kalends.has_rows(x.partition_oid)
    order by x.lower_bound desc limit 1;
    if newest.partition_oid is null then
      return;
    end if;
    if prefixes <> '{}' then
      -- one row, its leading columns in order; 'v' before each value, '' for null
      sample := kalends.query_as_owner(array[newest.partition_oid], (
        select format('select u.x from (select %s from %s t limit 1) t cross join unnest(array[%s]) u(x)', string_agg(format('t.%I', n), ', ' order by nth), newest.partition_oid::regclass,
                      string_agg(format('case when t.%1$I is not null then format(''v%%s'', t.%1$I) end', n), ', ' order by nth))
        from unnest(prefixes) with ordinality l(n, nth)));
    end if;
  exception
    -- who may not look, or would have to wait for longer than the caller allows, has nothing to ask
    when others then
      return;
  end;
  return query
  select p.pattern, format('SELECT count(*) FROM %s WHERE %s%s', parent::regclass, p.filter, newest.period), newest.partition_oid::oid
  from (
    select 'a period' as pattern, '' as filter, 0 as rank
    union all
    (select v.name || ' and a period', format('%I = %L AND ', v.name, substr(v.value, 2)), v.nth::integer
     from unnest(prefixes, sample) with ordinality v(name, value, nth) where v.value <> '' order by v.nth limit 4)) p
  order by p.rank;
end
$$;
