-- Which partitioned table is meant by this name: a managed one first, then one in public, then the only one of that name?
create or replace function kalends.find_partitioned_table(wanted text) returns oid
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  found_oids oid[];
begin
  select array_agg(x.oid order by x.rank) filter (where x.rank = x.best) into found_oids
  from (
    select c.oid, r.rank, min(r.rank) over () as best
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (select case when exists (select from kalends.partition_config k where k.table_schema = n.nspname and k.table_name = c.relname) then 1
                                    when n.nspname = 'public' then 2 else 3 end as rank) r
    where c.relkind = 'p' and kalends.matches_table(n.nspname, c.relname, wanted)) x;
  if found_oids is null then
    select array_agg(c.oid) into found_oids from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and kalends.matches_table(n.nspname, c.relname, wanted);
    if cardinality(found_oids) = 1 and (select c.relispartition from pg_class c where c.oid = found_oids[1]) then
      raise exception '% is a partition of %', found_oids[1]::regclass, (select i.inhparent::regclass from pg_inherits i where i.inhrelid = found_oids[1])
        using errcode = 'KA003', hint = 'Name the partitioned table.';
    elsif cardinality(found_oids) = 1 then
      raise exception '% is not partitioned%', found_oids[1]::regclass,
          (select case when count(*) = 0 then '' else format(': it has %s child tables by inheritance, which PostgreSQL does not route rows to', count(*)) end from pg_inherits i where i.inhparent = found_oids[1])
        using errcode = 'KA003', hint = format('kalends migrate plan %s shows how it becomes partitioned.', kalends.shell_word(found_oids[1]::regclass::text));
    end if;
    found_oids := null;
  end if;
  if found_oids is null or wanted is null then
    raise exception 'there is no partitioned table called %', quote_nullable(wanted) using errcode = 'KA004';
  elsif cardinality(found_oids) > 1 then
    raise exception '% is the name of several partitioned tables: %', quote_literal(wanted), found_oids::regclass[] using errcode = 'KA003', hint = 'Say schema.table.';
  end if;
  return found_oids[1];
end
$$;
