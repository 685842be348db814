-- Which statements give a new partition what PostgreSQL does not hand down: the parent's owner and grants; the sibling's replica identity?
-- What default privileges gave to the new table is taken back first.
create or replace function kalends.inherited_properties(parent oid, sibling oid, partition_sql text) returns text[]
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  with p as (select c.*, coalesce(s.relreplident, c.relreplident) as identity, coalesce(sibling, parent) as identified from pg_class c left join pg_class s on s.oid = sibling where c.oid = parent),
  statement as (
    select 0 as seq, format('REVOKE ALL ON %s FROM %s', partition_sql, kalends.default_grantees('r')) as sql where kalends.default_grantees('r') is not null
    union all
    select 1, format('ALTER TABLE %s OWNER TO %I', partition_sql, pg_get_userbyid(p.relowner))
    from p where p.relowner <> (select r.oid from pg_roles r where r.rolname = current_user)
    union all
    select 2, g.statement from kalends.grant_differences(parent, null, partition_sql, null, null) g(statement)
    union all
    select 5, format('ALTER TABLE %s REPLICA IDENTITY %s', partition_sql, case p.identity when 'f' then 'FULL' else 'NOTHING' end)
    from p where p.identity in ('f', 'n')
  )
  select coalesce(array_agg(s.sql order by s.seq, s.sql), '{}') from statement s
$$;
