-- Can PostgreSQL hash values of this type by itself? Others (json, xml, point, …) are compared as text.
create or replace function kalends.is_hashable(type_oid oid) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when t.typtype = 'd' then kalends.is_hashable(t.typbasetype)
    when t.typcategory = 'A' and t.typelem <> 0 and t.typlen = -1 then kalends.is_hashable(t.typelem)
    when t.typtype = 'e' then true
    when t.typtype in ('r', 'm', 'c') then false
    else exists (
      select from pg_opclass o join pg_am a on a.oid = o.opcmethod and a.amname = 'hash' join pg_amproc p on p.amprocfamily = o.opcfamily and p.amprocnum = 2 and p.amproclefttype = o.opcintype
      where o.opcdefault and (o.opcintype = t.oid or (t.oid = 'varchar'::regtype and o.opcintype = 'text'::regtype))) end
  from pg_type t where t.oid = type_oid
$$;
