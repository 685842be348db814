-- Which statements, each in a transaction of its own, make the guard of a migration's key, which the partitioned table cannot keep unique by itself? None where it was not asked for, is not needed, or is complete.
-- Triggers write each key to a table of keys; what is there already is looked up in the table itself, so that a key which is there by mistake hinders nobody. Lock: SHARE ROW EXCLUSIVE on the partitioned table.
create or replace function kalends.guard_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with m as (
    select m.id, format('%I.%I', n.nspname, s.relname) as shadow, format('kalends.guard_%s', m.id) as guard, m.shadow_oid
    from kalends.migration m join pg_class s on s.oid = m.shadow_oid join pg_namespace n on n.oid = s.relnamespace
    where m.id = guard_statements.id and m.guard_key and m.partition_column <> all (m.key_columns)
      and obj_description(to_regclass('kalends.guard_' || m.id), 'pg_class') is null),
  k as (
    select string_agg(format('%I %s', c.target_column, c.target_type), ', ' order by c.position) as typed, string_agg(quote_ident(c.target_column), ', ' order by c.position) as list
    from kalends.migration m join kalends.migration_column c on c.migration_id = m.id and c.source_column = any (m.key_columns) where m.id = guard_statements.id)
  select coalesce((
    select case when to_regclass(m.guard) is null then array[concat_ws(E';\n',
             format('CREATE TABLE %s (%s, PRIMARY KEY (%s))', m.guard, k.typed, k.list),
             format('CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = off AS %L', m.guard, kalends.guard_text(m.id)),
             format('SELECT kalends.give_function(%L, %L::regclass)', m.guard || '()', m.shadow), format('SELECT kalends.let_owner_write(%L, %L::regclass)', m.guard, m.shadow),
             (select string_agg(format('CREATE TRIGGER kalends_guard_%s AFTER %1$s ON %s%s FOR EACH STATEMENT EXECUTE FUNCTION %s()', t.event, m.shadow, t.tables, m.guard), E';\n')
              from (values ('insert', ' REFERENCING NEW TABLE AS new_rows'), ('update', ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'), ('delete', ' REFERENCING OLD TABLE AS old_rows'), ('truncate', '')) t(event, tables)),
             (select string_agg(format('ALTER TABLE %s ENABLE ALWAYS TRIGGER kalends_guard_%s', m.shadow, t), E';\n') from unnest('{insert,update,delete,truncate}'::text[]) t))]
           else '{}' end
        || (select array_agg(kalends.as_owner_statement(m.shadow, format('INSERT INTO %s SELECT DISTINCT %s FROM %s ON CONFLICT DO NOTHING', m.guard, k.list, l.sql)) order by l.leaf) from kalends.leaves(m.shadow_oid) l)
        || format('COMMENT ON TABLE %s IS %L', m.guard, 'Every key of the table that migration ' || m.id || ' has made, written by its triggers, so that none is there twice.')
    from m, k), '{}')
$$;
