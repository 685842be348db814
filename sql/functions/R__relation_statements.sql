-- Which statements make a view or materialized view anew, with its options, owner, grants, comments, defaults, triggers and indexes? The names of its indexes get a suffix.
create or replace function kalends.relation_statements(relation oid, relation_sql text, definition text, index_suffix text default '') returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with c as (select c.*, n.nspname, format('%I.%I', n.nspname, c.relname) as sql, case c.relkind when 'm' then 'MATERIALIZED VIEW' else 'VIEW' end as word
             from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = relation),
  statement as (
    select 1 as seq, format('CREATE %s %s%s%s%s AS %s%s', c.word, relation_sql, ' USING ' || quote_ident(am.amname), ' WITH (' || array_to_string(c.reloptions, ', ') || ')', ' TABLESPACE ' || quote_ident(t.spcname),
                            rtrim(definition, '; '), case when c.relkind = 'm' then ' WITH NO DATA' end) as sql
    from c left join pg_tablespace t on t.oid = c.reltablespace left join pg_am am on c.relkind = 'm' and am.oid = c.relam and am.amname <> current_setting('default_table_access_method')
    union all
    select 2, format('ALTER %s %s OWNER TO %I', c.word, relation_sql, pg_get_userbyid(c.relowner)) from c
    union all
    -- which PostgreSQL executes as the owner
    select 2, 'REFRESH MATERIALIZED VIEW ' || relation_sql from c where c.relkind = 'm' and c.relispopulated
    union all
    select 3, format(' REVOKE ALL ON %s FROM %s', relation_sql, kalends.default_grantees('r')) where kalends.default_grantees('r') is not null
    union all
    select 3, d.statement from kalends.grant_differences(relation, null, relation_sql, null, null) d(statement)
    union all
    select 4, format('COMMENT ON %s %s IS %L', c.word, relation_sql, obj_description(c.oid, 'pg_class')) from c where obj_description(c.oid, 'pg_class') is not null
    union all
    select 4, format('COMMENT ON COLUMN %s.%I IS %L', relation_sql, a.attname, col_description(c.oid, a.attnum)) from c join pg_attribute a on a.attrelid = c.oid where col_description(c.oid, a.attnum) is not null
    union all
    select 5, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', relation_sql, a.attname, pg_get_expr(d.adbin, d.adrelid))
    from c join pg_attrdef d on d.adrelid = c.oid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.adnum where c.relkind = 'v'
    union all
    select 6, kalends.trigger_statement(t.oid, relation_sql, '{}', '{}') from c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
    union all
    select 7, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX .* ON ' || regexp_replace(c.sql, '([^[:alnum:]_ ])', '\\\1', 'g') || ' ',
                             format('CREATE \1INDEX %I ON %s ', replace(kalends.fit_name(k.relname::text, index_suffix)::text, '\', '\\'), replace(relation_sql, '\', '\\')))
    from c join pg_index i on i.indrelid = c.oid join pg_class k on k.oid = i.indexrelid
    union all
    select 8, format('ALTER MATERIALIZED VIEW %s CLUSTER ON %I', relation_sql, kalends.fit_name(k.relname::text, index_suffix))
    from c join pg_index i on i.indrelid = c.oid and i.indisclustered join pg_class k on k.oid = i.indexrelid)
  select array_agg(s.sql order by s.seq, s.sql) from statement s
$$;
