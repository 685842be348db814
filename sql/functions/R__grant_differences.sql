-- Which GRANT and REVOKE give a relation the rights that another has, column for column? target null: all of them, for one that is not there yet.
create or replace function kalends.grant_differences(wanted oid, target oid, target_sql text, wanted_columns name[], target_columns name[]) returns setof text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  with side as (
    select c.relowner, c.oid = wanted as is_wanted, null::name as col, coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)) as acl from pg_class c where c.oid in (wanted, target)
    union all
    select c.relowner, c.oid = wanted, case when c.oid = wanted then coalesce(m.target_name, a.attname) else a.attname end, a.attacl
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attacl is not null and not a.attisdropped
    left join unnest(wanted_columns, target_columns) m(wanted_name, target_name) on m.wanted_name = a.attname
    where c.oid in (wanted, target)),
  "right" as (
    select s.is_wanted, s.col, g.privilege_type, case when g.grantee = s.relowner then 0::oid else g.grantee end as grantee, g.grantee = s.relowner as is_owner, g.is_grantable, pg_get_userbyid(s.relowner) as owner
    from side s cross join lateral aclexplode(s.acl) g),
  different as (
    select w.is_wanted, w.col, w.privilege_type, w.is_grantable, case when w.is_owner then quote_ident(w.owner) when w.grantee = 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(w.grantee)) end as grantee
    from "right" w
    where not (w.is_owner and target is null)
      and not exists (select from "right" o where o.is_wanted <> w.is_wanted and o.col is not distinct from w.col and o.privilege_type = w.privilege_type
                  and o.grantee = w.grantee and o.is_owner = w.is_owner and o.is_grantable = w.is_grantable))
  select case when d.is_wanted
    then format('GRANT %s ON %s%s TO %s%s', d.rights, kind.word, target_sql, d.grantee, case when d.is_grantable then ' WITH GRANT OPTION' else '' end)
    else format('REVOKE %s ON %s%s FROM %s CASCADE', d.rights, kind.word, target_sql, d.grantee) end
  from (select d.is_wanted, d.is_grantable, d.grantee, string_agg(d.privilege_type || coalesce(' (' || quote_ident(d.col) || ')', ''), ', ' order by d.privilege_type, d.col) as rights
        from different d group by d.is_wanted, d.is_grantable, d.grantee) d
  cross join (select case c.relkind when 'S' then 'SEQUENCE ' else '' end as word from pg_class c where c.oid = wanted) kind
  order by d.is_wanted, 1;
end
$$;
