-- Which statements are ahead of a migration whose shadow is there, in the order of the phases? For plan_migration.
create or replace function kalends.planned_steps(id bigint) returns table (turn integer, n bigint, phase text, lock_mode text, lock_target text, statement text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
  m kalends.migration;
begin
  select x.* into s from kalends.migration_sides(planned_steps.id) x;
  select x.* into m from kalends.migration x where x.id = planned_steps.id;
  return query
  select 1, 0::bigint, 'prepared', null, null, format('CREATE TABLE %s (LIKE %s INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE INCLUDING COMPRESSION INCLUDING COMMENTS) PARTITION BY RANGE (%I)', s.other_sql, s.live_sql, m.partition_column)
  where s.forward
  union all
  select 1, row_number() over (order by p.partition_oid), 'prepared', null, null, format('CREATE TABLE %s PARTITION OF %s %s', p.partition_oid::regclass, s.other_sql, pg_get_expr(c.relpartbound, c.oid))
  from kalends.partition_bounds(s.other) p join pg_class c on c.oid = p.partition_oid where s.forward
  union all
  select 2, 1, 'capturing', 'SHARE ROW EXCLUSIVE', s.live_sql, format('SELECT kalends.capture_migration(%s)', m.id) where s.forward
  union all
  select 3, 1, 'copied', 'ACCESS SHARE', s.live_sql, format('INSERT INTO %s (%s) SELECT %s FROM ONLY %s WHERE ctid >= … AND ctid < …', s.other_sql,
         (select string_agg(quote_ident(c.target_column), ', ' order by c.position) from kalends.migration_column c where c.migration_id = m.id and not c.generated),
         (select string_agg(quote_ident(c.source_column), ', ' order by c.position) from kalends.migration_column c where c.migration_id = m.id and not c.generated), s.live_sql) where s.forward
  union all
  select 4, row_number() over (), 'indexed', 'SHARE', i.partition_name::text, i.statement from kalends.index_statements(m.id) i where s.forward
  union all
  select 5, row_number() over (), 'indexed', 'ACCESS EXCLUSIVE', s.other_sql, a.sql
  from kalends.migration_index i cross join lateral unnest(kalends.adopt_index_statements(m.id, i.position)) a(sql) where i.migration_id = m.id and s.forward
  union all
  select 6, 1, 'mirroring', 'SHARE ROW EXCLUSIVE', s.live_sql, format('SELECT kalends.start_mirror(%s)', m.id) where s.forward
  union all
  select 7, 1, 'verified', 'ACCESS SHARE', format('%s, %s', s.live_sql, s.other_sql), format('SELECT * FROM kalends.compare(%s)', m.id);
  return query
  select 8, x.n, case when s.forward then 'before cut_over' else 'before roll back' end, kalends.lock_of(x.sql), s.other_sql, x.sql from unnest(kalends.before_swap_statements(m.id)) with ordinality x(sql, n);
  return query
  select 9, x.n, case when s.forward then 'cut_over' else 'mirroring' end, 'ACCESS EXCLUSIVE', format('%s, %s', s.live_sql, s.other_sql), x.sql from unnest(kalends.swap_statements(m.id)) with ordinality x(sql, n);
  return query
  select 10, row_number() over (order by d.rank, d.name), case when s.forward then 'after cut_over' else 'after roll back' end, null::text, d.name, d.statement from kalends.dependants(m.id) d where d.stage = 'after' and d.verdict = 'rebuild';
  return query
  select 11, 1::bigint, 'retired', 'ACCESS EXCLUSIVE', s.live_final, format('DROP TABLE %s', s.live_final) where s.forward;
end
$$;
