-- Which statements give a new partition what PostgreSQL does not hand down: owner, grants, row security, replica identity?
create or replace function kalends.inherited_properties(parent oid, partition_sql text) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with p as (select c.* from pg_class c where c.oid = parent),
  statement as (
    select 1 as seq, format('ALTER TABLE %s OWNER TO %I', partition_sql, pg_get_userbyid(p.relowner)) as sql
    from p where p.relowner <> (select r.oid from pg_roles r where r.rolname = current_user)
    union all
    select 2, format('GRANT %s ON %s TO %s%s', string_agg(g.privilege_type, ', ' order by g.privilege_type), partition_sql,
                     case g.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(g.grantee)) end,
                     case when g.is_grantable then ' WITH GRANT OPTION' else '' end)
    from p, aclexplode(p.relacl) g
    where g.grantee <> p.relowner
    group by g.grantee, g.is_grantable
    union all
    select 3, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', partition_sql) from p where p.relrowsecurity
    union all
    select 4, format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', partition_sql) from p where p.relforcerowsecurity
    union all
    select 5, format('ALTER TABLE %s REPLICA IDENTITY %s', partition_sql, case p.relreplident when 'f' then 'FULL' else 'NOTHING' end)
    from p where p.relreplident in ('f', 'n')
    union all
    select 6, format('SELECT kalends.identify_by_index(%L, %L)', p.oid::regclass, partition_sql) from p where p.relreplident = 'i'
  )
  select coalesce(array_agg(s.sql order by s.seq, s.sql), '{}') from statement s
$$;
