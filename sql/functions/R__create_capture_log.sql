-- Makes the log of the units that are touched: those columns as the shadow has them; all null: everything was (TRUNCATE). why: the mirror's error.
create or replace function kalends.create_capture_log(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  reader text;
begin
  execute (select format('create table kalends.capture_%s as select %s from %s s with no data', m.id, string_agg(format('s.%I as %s', u.target_column, u.log_column), ', ' order by u.place), m.shadow_oid::regclass)
           from kalends.migration m cross join kalends.migration_unit(m.id) u where m.id = create_capture_log.id group by m.id, m.shadow_oid);
  execute format('alter table kalends.capture_%s add column why text, add column seq bigint not null generated always as identity', id);
  if kalends.default_grantees('r') is not null then
    execute format('revoke all on kalends.capture_%s from %s', id, kalends.default_grantees('r'));
  end if;
  execute format('comment on table kalends.capture_%s is %L', id, 'What was touched and is not yet brought over: the log of migration ' || id || '.');
  -- Who may look at migrations may count the entries and read the reasons, but no keys.
  for reader in
    select distinct case x.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(x.grantee)) end
    from pg_class c cross join lateral aclexplode(c.relacl) x where c.oid = 'kalends.migration'::regclass and x.privilege_type = 'SELECT' and x.grantee <> (select r.oid from pg_roles r where r.rolname = current_user)
  loop
    execute format('grant select (seq, why) on kalends.capture_%s to %s', id, reader);
  end loop;
end
$$;
