-- What about the kind, the key and the constraints of a monolith forbids its migration?
create or replace function kalends.shape_blockers(id bigint)
  returns table (kind text, subject text, reason text, mend text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  source_sql text;
begin
  select x.* into m from kalends.migration x where x.id = shape_blockers.id;
  select format('%I.%I', n.nspname, c.relname) into source_sql from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = m.source_oid;
  return query
  select b.*
  from pg_class c
  cross join lateral (
    select 'kind', source_sql, case when c.relispartition then 'it is a partition itself' when c.relkind = 'p' then 'it is partitioned already' else 'it is no ordinary table' end,
           case when c.relkind = 'p' then 'kalends register takes it under management' else 'migrate the table itself' end where c.relkind <> 'r' or c.relispartition
    union all
    select 'temporary', source_sql, 'it is temporary: it ends with its session', 'make it an ordinary table' where c.relpersistence = 't'
    union all
    select 'unlogged', source_sql, 'it is unlogged: a crash empties it, and its mirror would not be emptied with it', format('ALTER TABLE %s SET LOGGED', source_sql) where c.relpersistence = 'u'
    union all
    select 'inheritance', source_sql, format('%s inherits from it', i.inhrelid::regclass), format('ALTER TABLE %s NO INHERIT %s, or move its rows', i.inhrelid::regclass, source_sql)
    from pg_inherits i where i.inhparent = c.oid and c.relkind = 'r'
    union all
    select 'inheritance', source_sql, format('it inherits from %s', i.inhparent::regclass), format('ALTER TABLE %s NO INHERIT %s', source_sql, i.inhparent::regclass)
    from pg_inherits i where i.inhrelid = c.oid and not c.relispartition
    union all
    select 'row_security', source_sql, format('role %I sees only the rows that the policies show it: the copy would not be whole', current_user),
           format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, and run as a member of %I', source_sql, pg_get_userbyid(c.relowner)) where row_security_active(c.oid)
    union all
    select 'row_security', source_sql, 'before PostgreSQL 15 a view with the old names cannot check the policies of who uses it', 'keep the names: no into, no rename'
    where c.relrowsecurity and m.compatible_view is not null and current_setting('server_version_num')::integer < 150000) b
  where c.oid = m.source_oid;
  return query
  select 'no_key', source_sql, case when m.key_columns = '{}' then 'no unique index has only columns that are never null'
           else format('no unique index has just the columns %s, all of them never null, without a condition and immediate', m.key_columns) end,
         coalesce((select format('ALTER TABLE %s %s; its unique index %I would do then', source_sql, string_agg(format('ALTER COLUMN %I SET NOT NULL', a.attname), ', ' order by a.attnum), (array_agg(i.indexrelid::regclass::text))[1])
                   from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey) and not a.attnotnull
                   where i.indrelid = m.source_oid and i.indisunique and i.indpred is null and i.indexprs is null and i.indimmediate group by i.indexrelid limit 1),
                  format('ALTER TABLE %s ADD PRIMARY KEY (…)', source_sql))
  where not exists (select from kalends.usable_keys(m.source_oid) k where k.key_columns @> m.key_columns and k.key_columns <@ m.key_columns and m.key_columns <> '{}');
  return query
  select 'null_key', format('%s.%I', source_sql, a.attname), 'a column of the key may be null', format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', source_sql, a.attname)
  from pg_attribute a where a.attrelid = m.source_oid and a.attname = any (m.key_columns) and not a.attnotnull
  union all
  select 'generated', format('%s.%I', source_sql, a.attname), 'PostgreSQL computes this column: a table cannot be partitioned by it', 'choose another column: by=…'
  from pg_attribute a where a.attrelid = m.source_oid and a.attname = m.partition_column and a.attgenerated <> ''
  union all
  select 'generated', format('%s.%I', source_sql, a.attname), 'it is read by a generated column, so that its type cannot change', 'leave it out of the option widen'
  from kalends.migration_column c join pg_attribute a on a.attrelid = m.source_oid and a.attname = c.source_column
  where c.migration_id = m.id and c.source_type <> c.target_type and kalends.is_read_by_generated(m.source_oid, a.attname)
  union all
  select 'identity', format('%s.%I', source_sql, a.attname), 'it is an identity column of a type that only a shadow could have', 'leave it out of the option widen'
  from kalends.migration_column c join pg_attribute a on a.attrelid = m.source_oid and a.attname = c.source_column and a.attidentity <> ''
  where c.migration_id = m.id and c.target_type not in ('smallint', 'integer', 'bigint')
  union all
  select 'constraint', format('%I on %s', k.conname, source_sql),
         case when k.contype = 'x' then 'it excludes rows of any month, and a partitioned table can exclude only within one' when k.condeferrable then 'it is deferrable, and its like on the partitions would not be'
              when k.connoinherit then 'it is NO INHERIT, which no partitioned table may have' else 'it is not valid: rows that break it could not be copied' end,
         case when k.contype in ('x', 'p', 'u') then format('ALTER TABLE %s DROP CONSTRAINT %I', source_sql, k.conname) when k.connoinherit then 'add it again without NO INHERIT'
              else format('ALTER TABLE %s VALIDATE CONSTRAINT %I', source_sql, k.conname) end
  from pg_constraint k
  where k.conrelid = m.source_oid and (k.contype = 'x' or k.contype in ('p', 'u') and k.condeferrable or k.contype = 'c' and (k.connoinherit or not k.convalidated));
end
$$;
