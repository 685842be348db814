-- Makes a view over a managed table through which an INSERT creates the partition it lacks, and returns its name. View and function belong to the table's owner; the function may be executed by who may insert into the table
-- now, and by whom its owner grants EXECUTE later. Its price: an insert that makes a partition holds SHARE UPDATE EXCLUSIVE on the table
-- until its transaction ends, each row is an own statement, and ON CONFLICT is not supported (DO NOTHING is silently not applied).
create or replace function kalends.create_insert_view(managed_table text, view_name text default null) returns text
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  parent oid := kalends.find_partitioned_table(managed_table);
  target record;
  col record;
  insert_sql record;
begin
  select n.nspname, c.relname, k.attname as key, v.name, format('%I.%I', n.nspname, v.name) as view_sql, format('%I.%I', n.nspname, kalends.fit_name(v.name::text, '_room')) as room_sql, pg_get_userbyid(c.relowner) as owner into target
  from pg_class c cross join lateral (select coalesce(view_name::name, kalends.fit_name(c.relname::text, '_insert')) as name) v join pg_namespace n on n.oid = c.relnamespace
  join pg_partitioned_table p on p.partrelid = c.oid join pg_attribute k on k.attrelid = c.oid and k.attnum = p.partattrs[0]
  where c.oid = parent;
  if not has_function_privilege('kalends.make_room(regclass, timestamptz)', 'EXECUTE WITH GRANT OPTION') then
    raise exception 'role % may not let the owner of %.% create partitions by inserts', quote_ident(current_user), quote_ident(target.nspname), quote_ident(target.relname)
      using errcode = '42501', hint = 'Only the owner of kalends.make_room(regclass, timestamptz), or a superuser, may.';
  end if;
  execute format('grant execute on function kalends.make_room(regclass, timestamptz) to %I', target.owner);
  perform kalends.execute_as_owner(parent, array[
    format('create view %s as select * from %I.%I', target.view_sql, target.nspname, target.relname),
    format('create function %s(at timestamptz) returns void language sql security definer set search_path = pg_catalog, pg_temp as %L', target.room_sql, format('select kalends.make_room(%L::regclass, at)', format('%I.%I', target.nspname, target.relname))),
    format('revoke all on function %s(timestamptz) from public', target.room_sql)]
    || array(select format('grant execute on function %s(timestamptz) to %s', target.room_sql, case g.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end)
             from pg_class c cross join aclexplode(c.relacl) g where c.oid = parent and g.privilege_type = 'INSERT' and g.grantee <> c.relowner));
  select format('insert into %I.%I (%s) overriding system value select %s', target.nspname, target.relname,
                string_agg(quote_ident(a.attname), ', ' order by a.attnum), string_agg(format('($1).%I', a.attname), ', ' order by a.attnum)) as given,
         format('insert into %I.%I (%s) select %s', target.nspname, target.relname,
                string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attidentity = ''),
                string_agg(format('($1).%I', a.attname), ', ' order by a.attnum) filter (where a.attidentity = '')) as by_table,
         coalesce(min(a.attname::text) filter (where a.attidentity <> ''), '') as identity into insert_sql
  from pg_attribute a where a.attrelid = parent and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
  for col in
    select a.attname, pg_get_expr(d.adbin, d.adrelid) as expression
    from pg_attribute a join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = parent and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  loop
    perform kalends.execute_as_owner(parent, array[format('alter view %s alter column %I set default %s', target.view_sql, col.attname, col.expression)]);
  end loop;
  execute format('create trigger kalends_insert instead of insert on %s for each row execute function kalends.insert_making_room(%L, %L, %L, %L, %L, %L, %L)',
                 target.view_sql, format('%I.%I', target.nspname, target.relname), insert_sql.given, target.key, insert_sql.identity, insert_sql.by_table,
                 (select ' returning ' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a where a.attrelid = parent and a.attnum > 0 and not a.attisdropped), target.room_sql);
  return target.view_sql;
end
$$;
