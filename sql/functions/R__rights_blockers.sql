-- Which rights does the current role lack for a migration? Each with the grant that mends it.
create or replace function kalends.rights_blockers(id bigint)
  returns table (kind text, subject text, reason text, mend text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  source_sql text;
begin
  select x.* into m from kalends.migration x where x.id = rights_blockers.id;
  select format('%I.%I', n.nspname, c.relname) into source_sql from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = m.source_oid;
  return query
  select 'rights', source_sql, format('role %I may not change it: only its owner may', current_user), format('GRANT %I TO %I', pg_get_userbyid(c.relowner), current_user)
         || case when current_setting('server_version_num')::integer >= 160000 and pg_has_role(current_user, c.relowner, 'MEMBER') then ' WITH INHERIT TRUE, SET TRUE' else '' end
  from pg_class c where c.oid = m.source_oid and not (kalends.may_act_as_owner(c.oid) and case when current_setting('server_version_num')::integer >= 160000 then pg_has_role(current_user, c.relowner, 'SET') else true end)
  union all
  select 'rights', format('schema %I', n.nspname), format('role %I may not create tables in it', r.role), format('GRANT CREATE ON SCHEMA %I TO %I', n.nspname, r.role)
  from pg_class c cross join lateral (select distinct x from unnest(array[current_user, pg_get_userbyid(c.relowner)]) x) r(role)
  join pg_namespace n on n.nspname in (m.target_schema, m.source_schema)
  where c.oid = m.source_oid and not has_schema_privilege(r.role, n.oid, 'CREATE')
  union all
  select 'rights', 'schema kalends', format('role %I may not create functions in it that belong to %I', current_user, pg_get_userbyid(c.relowner)), format('GRANT CREATE ON SCHEMA kalends TO %I WITH GRANT OPTION', current_user)
  from pg_class c where c.oid = m.source_oid and not has_schema_privilege(current_user, 'kalends', 'CREATE WITH GRANT OPTION')
  union all
  select 'rights', format('database %I', current_database()), format('role %I may not create temporary objects in it, so nothing can be executed in its name', pg_get_userbyid(c.relowner)),
         format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), pg_get_userbyid(c.relowner))
  from pg_class c where c.oid = m.source_oid and pg_get_userbyid(c.relowner) <> current_user and not has_database_privilege(c.relowner, current_database(), 'TEMP')
  union all
  select distinct 'rights', k.confrelid::regclass::text, format('role %I may not let a foreign key point to it', pg_get_userbyid(c.relowner)), format('GRANT REFERENCES ON %s TO %I', k.confrelid::regclass, pg_get_userbyid(c.relowner))
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.conrelid = m.source_oid and k.contype = 'f' and not has_table_privilege(c.relowner, k.confrelid, 'REFERENCES')
  union all
  select distinct 'rights', o.subject, format('role %I may not change it: only its owner may', current_user), format('GRANT %I TO %I', pg_get_userbyid(o.owner), current_user)
  from (
    select c.oid::regclass::text as subject, c.relowner as owner from kalends.readers(array[m.source_oid]) r join pg_class c on c.oid = r.reader
    union all select c.oid::regclass::text, c.relowner from pg_constraint k join pg_class c on c.oid = k.conrelid where k.confrelid = m.source_oid and k.contype = 'f'
    union all select f.oid::regprocedure::text, f.proowner from pg_depend d join pg_proc f on d.classid = 'pg_proc'::regclass and f.oid = d.objid
                  left join pg_type t on d.refclassid = 'pg_type'::regclass and d.refobjid in (t.oid, t.typarray) and t.typrelid = m.source_oid
              where d.refclassid = 'pg_class'::regclass and d.refobjid = m.source_oid or t.oid is not null
    union all select 'publication ' || p.pubname, p.pubowner from pg_publication_rel r join pg_publication p on p.oid = r.prpubid where r.prrelid = m.source_oid
    union all select 'statistics ' || e.stxname, e.stxowner from pg_statistic_ext e where e.stxrelid = m.source_oid
    union all select distinct c.oid::regclass::text, c.relowner from pg_depend d join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and w.oid = d.objid join pg_class c on c.oid = w.ev_class
              where d.refobjid = m.source_oid and w.rulename <> '_RETURN' and c.oid <> m.source_oid) o
  where not pg_has_role(current_user, o.owner, 'USAGE');
end
$$;
