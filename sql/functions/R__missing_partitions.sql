-- What are the partitions called that missing_periods() names, in which schema are they made, and whom are they to be like (newest_sibling())?
create or replace function kalends.missing_partitions(managed_table text, as_of timestamptz, overrides jsonb)
  returns table (parent oid, lower_bound timestamptz, upper_bound timestamptz, partition_schema name, partition_name name, is_present boolean, sibling oid)
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with piece as materialized (
    select p.* from kalends.missing_periods(managed_table, as_of, overrides) p
  ),
  sibling as materialized (
    select d.parent, s.oid as sibling, coalesce(s.relnamespace, r.relnamespace) as schema
    from (select distinct p.parent, p.granularity, p.zone from piece p) d
    join pg_class r on r.oid = d.parent
    left join pg_class s on s.oid = kalends.newest_sibling(d.parent, d.granularity, d.zone)
  ),
  named as (
    select p.*, s.sibling, s.schema, kalends.partition_name(p.table_name, p.granularity, p.lower_bound = p.period, p.lower_bound at time zone p.zone) as name
    from piece p join sibling s on s.parent = p.parent
  )
  select n.parent, n.lower_bound, n.upper_bound, s.nspname,
         case when row_number() over (partition by n.parent, n.name order by n.lower_bound) > 1
              then kalends.fit_name(n.name::text, '_' || left(md5(n.lower_bound::text || n.upper_bound::text), 8))
              else kalends.free_name(n.schema, n.name, n.lower_bound::text || n.upper_bound::text) end,
         n.is_present, n.sibling
  from named n join pg_namespace s on s.oid = n.schema
$$;
