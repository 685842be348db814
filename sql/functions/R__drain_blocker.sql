-- Why can the rows of this catch-all not be moved without somebody noticing? Null: they can. One reason per line, all of them. See drain_statements() for what they are moved by.
-- Reads the catch-all and the tables that reference the parent, by operators of PostgreSQL alone.
create or replace function kalends.drain_blocker(parent oid, catch_all oid) returns text
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  reasons text[];
  key record;
  referenced boolean;
  by_schema oid[];
begin
  if current_setting('server_version_num')::integer >= 150000 then
    execute 'select array_agg(n.pnpubid) from pg_publication_namespace n join pg_class c on c.relnamespace = n.pnnspid where c.oid = $1' into by_schema using catch_all;
  end if;
  select array_agg(b.reason order by b.reason) into reasons
  from (
    select format('the catch-all %s is a %s, not a table: its rows cannot be moved in one transaction. Move them by hand.', catch_all::regclass, case c.relkind when 'f' then 'foreign table' else 'partitioned table' end) as reason
    from pg_class c where c.oid = catch_all and c.relkind <> 'r'
    union all
    select format('row security of %s applies to role %I, which would not see every row. ALTER ROLE %2$I BYPASSRLS, or run as the owner of a table without FORCE ROW LEVEL SECURITY.', catch_all::regclass, current_user)
    where row_security_active(catch_all)
    union all
    select format('publication %I publishes %s itself (%s): its subscribers would see rows deleted and inserted. Take the table out of the publication, or move the rows by hand when its subscribers are ready.', p.pubname, catch_all::regclass,
      case when p.puballtables then 'FOR ALL TABLES' when p.oid = any (by_schema) then 'FOR TABLES IN SCHEMA' else 'FOR TABLE' end)
    from pg_publication p
    where (p.pubdelete or p.pubinsert) and (p.puballtables or p.oid = any (by_schema) or exists (select from pg_publication_rel r where r.prpubid = p.oid and r.prrelid = catch_all))
    union all
    select format('replication slot %I (%s) sees every change: its readers would see rows deleted and inserted. Drop the slot, or move the rows by hand when its readers are ready.', s.slot_name, s.plugin)
    from pg_replication_slots s where s.slot_type = 'logical' and s.plugin <> 'pgoutput' and s.database = current_database()
    union all
    select format('trigger %I of %s differs from the parent''s in being enabled or not, which PostgreSQL before 15 cannot restore. Make them alike.', t.tgname, catch_all::regclass)
    from pg_trigger t join pg_trigger p on p.oid = t.tgparentid
    where t.tgrelid = catch_all and t.tgisinternal and not p.tgisinternal and t.tgenabled <> p.tgenabled
  ) b;
  for key in
    select k.conname, k.conrelid, k.confdeltype,
           -- the same types of PostgreSQL on both sides: no cast and no operator of somebody else takes part
           (select bool_and(o.oprnamespace = 'pg_catalog'::regnamespace and fa.atttypid = pa.atttypid and y.typnamespace = 'pg_catalog'::regnamespace)
            from unnest(k.conkey, k.confkey, k.conpfeqop) x(f, p, op) join pg_operator o on o.oid = x.op
            join pg_attribute fa on fa.attrelid = k.conrelid and fa.attnum = x.f join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = x.p join pg_type y on y.oid = fa.atttypid) as is_plain,
           case when (select c.relkind from pg_class c where c.oid = k.conrelid) = 'p' then '' else 'only ' end as scope,
           has_table_privilege(k.conrelid, 'SELECT') and not row_security_active(k.conrelid) as is_readable,
           (select string_agg(format('f.%I operator(pg_catalog.%s) d.%I', fa.attname, o.oprname, pa.attname), ' and ') from unnest(k.conkey, k.confkey, k.conpfeqop) x(f, p, op)
            join pg_attribute fa on fa.attrelid = k.conrelid and fa.attnum = x.f join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = x.p join pg_operator o on o.oid = x.op) as condition
    from pg_constraint k where k.contype = 'f' and k.confrelid = parent and k.conparentid = 0
  loop
    referenced := null;
    if key.is_plain and key.is_readable then
      begin
        referenced := (kalends.query_as_owner(array[catch_all, key.conrelid], format('select exists (select from %s%s f join only %s d on %s)', key.scope, key.conrelid::regclass, catch_all::regclass, key.condition)))[1];
      exception
        when lock_not_available then
          raise;
        when others then
          null;
      end;
    end if;
    if referenced is not false then
      reasons := reasons || format('foreign key %I of %s references rows of the catch-all%s%s, and PostgreSQL can move no row that is referenced. Drop the key, run again, and add it NOT VALID, then VALIDATE it.', key.conname, key.conrelid::regclass,
        case key.confdeltype when 'c' then ' ON DELETE CASCADE' when 'n' then ' ON DELETE SET NULL' when 'd' then ' ON DELETE SET DEFAULT' else '' end,
        case when referenced then '' else format(', as far as role %I can see', current_user) end);
    end if;
  end loop;
  return nullif(array_to_string(reasons, E'\n'), '');
end
$$;
