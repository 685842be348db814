-- What gives the other table the live one's owner and grants, down to columns, its partitions included?
create or replace function kalends.dependants_rights(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_rights.id) x;
  return query
  select 'owner', s.live_sql, case when o.oid is null then 'keep' else 'rebuild' end, 'before', 1, format('ALTER TABLE %s OWNER TO %I', o.oid::regclass, pg_get_userbyid(l.relowner)), null
  from pg_class l
  left join (select t.relid from pg_partition_tree(s.other) t union select s.other) tree(oid) on tree.oid is not null
  left join pg_class o on o.oid = tree.oid
  where l.oid = s.live and (o.oid is null or o.relowner <> l.relowner);
  return query
  select 'grant', s.live_sql, 'rebuild', 'before', 2, d.statement, null
  from kalends.grant_differences(s.live, s.other, s.other_sql, s.live_columns, s.other_columns) d(statement);
  return query
  select 'grant', q.oid::regclass::text, 'rebuild', 'before', 12, d.statement, null
  from kalends.side_sequences(s.live) c join pg_class q on q.oid = c.sequence
  join kalends.side_sequences(s.other) x on x.position = c.position and x.identity <> ''
  join pg_class o on o.oid = x.sequence join pg_namespace n on n.oid = o.relnamespace
  cross join lateral kalends.grant_differences(q.oid, o.oid, format('%I.%I', n.nspname, o.relname), null, null) d(statement)
  where c.identity <> '';
  return query
  with leaf as (select t.relid from pg_partition_tree(s.other) t where t.isleaf and t.relid <> s.other)
  select 'grant', 'partitions of ' || s.other_sql, 'rebuild', 'before', 3, replace(d.statement, ' ON kalends_leaf ', ' ON ' || string_agg(l.relid::regclass::text, ', ' order by l.relid::regclass::text) || ' '), 'as every partition that is made later'
  from leaf l
  cross join lateral kalends.grant_differences(s.live, l.relid, 'kalends_leaf', s.live_columns, s.other_columns) d(statement)
  group by d.statement;
end
$$;
