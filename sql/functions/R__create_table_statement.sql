-- Which statement makes the standalone table that is to become a partition? What PostgreSQL does not hand down from the parent is as with the sibling, where there is one: persistence, access method, storage parameters, tablespace.
create or replace function kalends.create_table_statement(parent oid, sibling oid, partition_sql text) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select format('CREATE %sTABLE %s (LIKE %I.%I INCLUDING ALL EXCLUDING IDENTITY)%s%s%s',
    case coalesce(s.relpersistence, p.relpersistence) when 'u' then 'UNLOGGED ' else '' end, partition_sql, n.nspname, p.relname,
    (select ' USING ' || quote_ident(am.amname) from pg_am am where am.oid = s.relam and am.amname <> current_setting('default_table_access_method')),
    (select ' WITH (' || string_agg(format('%s = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ') || ')'
     from (select unnest(s.reloptions) as o union all
           select 'toast.' || unnest(t.reloptions) from pg_class t where t.oid = s.reltoastrelid) x),
    (select ' TABLESPACE ' || quote_ident(t.spcname) from pg_tablespace t where t.oid = case when s.oid is null then p.reltablespace else s.reltablespace end))
  from pg_class p
  join pg_namespace n on n.oid = p.relnamespace
  left join pg_class s on s.oid = sibling
  where p.oid = parent
$$;
