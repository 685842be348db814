-- What gives the other table the live one's replica identity by an index, and the mark of CLUSTER? PostgreSQL keeps both on partitions; on the partitioned table itself the former only.
create or replace function kalends.dependants_index_marks(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_index_marks.id) x;
  return query
  with marked as (
    select k.relname, c.relreplident = 'i' and x.indisreplident as identifies, x.indisclustered as clusters, p.name as counterpart, case when p.name is not null then to_regclass(format('%I.%I', s.other_schema, p.name)) end as other_index, p.widened
    from pg_index x join pg_class k on k.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
    left join lateral (
      select case when s.forward then i.name_before when s.live_schema = s.other_schema then kalends.fit_name(i.source_index::text, '_old') else i.source_index end as name,
             s.forward and i.is_unique and not exists (select from pg_attribute a join kalends.migration m on m.id = i.migration_id where a.attrelid = x.indexrelid and a.attname = m.partition_column) as widened
      from kalends.migration_index i
      where i.migration_id = dependants_index_marks.id and k.relname = case when s.forward then i.source_index else i.name_after end) p on true
    where x.indrelid = s.live and (c.relreplident = 'i' and x.indisreplident or x.indisclustered)),
  target as (
    select m.relname, l.sql, i.relname as index_name, i.oid as index_oid, false as is_parent
    from marked m cross join kalends.leaves(s.other) l left join lateral (
      select k.oid, k.relname from pg_inherits h join pg_index x on x.indexrelid = h.inhrelid and x.indrelid = l.leaf join pg_class k on k.oid = x.indexrelid where h.inhparent = m.other_index) i on true
    where s.forward
    union all
    select m.relname, s.other_sql, m.counterpart, m.other_index, true from marked m)
  select 'replica_identity', format('%I on %s', m.relname, s.live_sql), 'rebuild', 'before', 46,
         format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', t.sql, coalesce(t.index_name, m.counterpart)), case when m.widened then 'its key gets the partition column too: subscribers need it in theirs' end
  from marked m join target t on t.relname = m.relname
  where m.identifies and m.counterpart is not null and not exists (select from pg_index x join pg_class c on c.oid = x.indrelid and c.relreplident = 'i' where x.indexrelid = t.index_oid and x.indisreplident)
  union all
  select 'cluster', format('%I on %s', m.relname, s.live_sql), 'rebuild', 'before', 47,
         format('ALTER TABLE %s CLUSTER ON %I', coalesce(t.sql, 'each partition of ' || s.other_sql), coalesce(t.index_name, m.counterpart)), 'partitions that are made later do not have it: PostgreSQL keeps it on no partitioned table'
  from marked m left join target t on t.relname = m.relname and not t.is_parent
  where s.forward and m.clusters and m.counterpart is not null and not exists (select from pg_index x where x.indexrelid = t.index_oid and x.indisclustered)
  union all
  select case when m.identifies then 'replica_identity' else 'cluster' end, format('%I on %s', m.relname, s.live_sql), 'needs_you', null, 0, null,
         format('the partitioned table does not get this index (is it valid?): REINDEX it, or ALTER TABLE %s %s', s.live_sql, case when m.identifies then 'REPLICA IDENTITY DEFAULT or FULL' else 'SET WITHOUT CLUSTER' end)
  from marked m where m.counterpart is null;
end
$$;
