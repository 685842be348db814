-- Which statement makes the standalone table that is to become a partition? Storage parameters are those of the newest sibling, since the parent has none.
create or replace function kalends.create_table_statement(parent oid, partition_sql text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format('CREATE %sTABLE %s (LIKE %I.%I INCLUDING ALL EXCLUDING IDENTITY)%s%s%s',
    case p.relpersistence when 'u' then 'UNLOGGED ' else '' end, partition_sql, n.nspname, p.relname,
    ' USING ' || quote_ident(sibling.access_method),
    ' WITH (' || sibling.options || ')',
    ' TABLESPACE ' || quote_ident(t.spcname))
  from pg_class p
  join pg_namespace n on n.oid = p.relnamespace
  left join pg_tablespace t on t.oid = p.reltablespace
  left join lateral (
    select nullif(am.amname, current_setting('default_table_access_method')) as access_method,
           (select string_agg(format('%s = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', ')
            from (select unnest(c.reloptions) as o union all
                  select 'toast.' || unnest(t.reloptions) from pg_class t where t.oid = c.reltoastrelid) x) as options
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid and c.relkind = 'r'
    left join pg_am am on am.oid = c.relam
    where i.inhparent = p.oid
    order by c.oid desc limit 1) sibling on true
  where p.oid = parent
$$;
