-- What has the publications publish the other table instead of the live one from the swap on, with the same filter and columns?
create or replace function kalends.dependants_publications(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_publications.id) x;
  return query
  with own as (
    select p.*, x.*, kalends.rename_columns(f.filter, s.live_columns, s.other_columns) as filter,
           (select '(' || string_agg(quote_ident(m.other_name), ', ' order by c.n) || ')'
            from unnest(string_to_array(x.numbers, ' ')::smallint[]) with ordinality c(attnum, n)
            join pg_attribute a on a.attrelid = s.live and a.attnum = c.attnum join unnest(s.live_columns, s.other_columns) m(live_name, other_name) on m.live_name = a.attname) as columns,
           (select count(*) from pg_publication_rel o join pg_partitioned_table t on t.partrelid = o.prrelid where o.prpubid = p.oid and o.prrelid <> s.live) as partitioned
    from pg_publication_rel r
    join pg_publication p on p.oid = r.prpubid
    cross join lateral (select to_jsonb(r) ->> 'prattrs' as numbers) x
    left join lateral (select to_jsonb(t) ->> 'rowfilter' as filter from pg_publication_tables t where t.pubname = p.pubname and t.schemaname = s.live_schema and t.tablename = s.live_name) f on true
    where r.prrelid = s.live)
  select 'publication', o.pubname::text, case when s.forward and not o.pubviaroot and o.partitioned > 0 then 'needs_you' else 'rebuild' end,
         case when s.forward and not o.pubviaroot and o.partitioned > 0 then null else x.stage end, x.rank, x.statement,
         case when s.forward and not o.pubviaroot and o.partitioned > 0 then format('it publishes other partitioned tables by their partitions: ALTER PUBLICATION %I SET (publish_via_partition_root = true), or give this table one of its own', o.pubname)
              when s.other_after <> s.live_name then format('subscribers will get it as %s, and need a table of that name', s.other_final) end
  from own o
  cross join lateral (values
    ('before', 30, case when s.forward and not o.pubviaroot then format('ALTER PUBLICATION %I SET (publish_via_partition_root = true)', o.pubname) end),
    ('swap', 70, format('ALTER PUBLICATION %I DROP TABLE %s', o.pubname, s.live_final)),
    ('swap', 71, format('ALTER PUBLICATION %I ADD TABLE %s%s%s', o.pubname, s.other_final, coalesce(' ' || o.columns, ''), coalesce(' WHERE (' || o.filter || ')', '')))) x(stage, rank, statement)
  where x.statement is not null;
  return query
  select 'publication', p.pubname::text, 'needs_you', null, 0, null,
         format('it publishes every table%s: the copy would be sent to subscribers that have no such table. Let it list its tables', case when p.puballtables then '' else ' of a schema' end)
  from pg_publication p
  where s.forward and (p.puballtables or exists (select from pg_publication_tables t where t.pubname = p.pubname and t.schemaname = s.live_schema and t.tablename = s.live_name)
                     and not exists (select from pg_publication_rel r where r.prpubid = p.oid and r.prrelid = s.live));
end
$$;
