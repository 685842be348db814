-- To whom does ALTER DEFAULT PRIVILEGES of this database give rights on new relations (r) or functions (f)? Null: to nobody.
create or replace function kalends.default_grantees(object_type text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select string_agg(distinct case g.grantee when 0 then 'PUBLIC' else quote_ident(pg_get_userbyid(g.grantee)) end, ', ')
  from pg_default_acl d cross join lateral aclexplode(d.defaclacl) g
  where d.defaclobjtype::text = object_type and g.grantee <> d.defaclrole
$$;
