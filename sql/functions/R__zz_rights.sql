-- Nobody may call Kalends' functions but its owner and who sql/roles.sql names. The trigger function of an insert view is for those who write through one.
revoke all on all routines in schema kalends from public;
grant usage on schema kalends to public;
grant execute on function kalends.insert_making_room() to public;
-- Default privileges of the installing role would let others into the books: whom they name keeps what sql/roles.sql grants, and nothing else.
do $$
declare
  grantee text;
begin
  for grantee in
    select distinct case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end
    from pg_default_acl d cross join lateral aclexplode(d.defaclacl) g
    where d.defaclrole = (select r.oid from pg_roles r where r.rolname = current_user) and g.grantee <> d.defaclrole
      and pg_get_userbyid(g.grantee) <> all ('{kalends,kalends_maintainer,kalends_reader,kalends_tokens}')
  loop
    execute format('revoke all on all tables in schema kalends from %1$s; revoke all on all sequences in schema kalends from %1$s', grantee);
    if grantee <> 'public' then
      execute format('revoke all on all routines in schema kalends from %s', grantee);
    end if;
  end loop;
end
$$;
