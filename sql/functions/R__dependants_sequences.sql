-- What becomes of the sequences of the live table's columns: those of serial columns change their owner, those of identity columns their names, and go on where the other stopped?
create or replace function kalends.dependants_sequences(id bigint)
  returns table (kind text, name text, verdict text, stage text, rank integer, statement text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
begin
  select x.* into s from kalends.migration_sides(dependants_sequences.id) x;
  return query
  select 'sequence', q.oid::regclass::text, 'rebuild', 'swap', 40, format('ALTER SEQUENCE %I.%I OWNED BY %s.%I', n.nspname, q.relname, s.other_final, s.other_columns[c.position]), 'so that dropping the old table does not take it away'
  from kalends.side_sequences(s.live) c join pg_class q on q.oid = c.sequence join pg_namespace n on n.oid = q.relnamespace
  where c.identity = '' and n.nspname = s.other_schema
  union all
  select 'sequence', q.oid::regclass::text, 'keep', null, 0, null, format('both tables use it; it belongs to %s until that is retired, since it lies in another schema', s.live_sql)
  from kalends.side_sequences(s.live) c join pg_class q on q.oid = c.sequence join pg_namespace n on n.oid = q.relnamespace
  where c.identity = '' and n.nspname <> s.other_schema;
  return query
  with pair as (
    select n.nspname as live_schema, q.relname as live_seq, kalends.fit_name(q.relname::text, '_kalends') as spare, coalesce(o.nspname, s.other_schema) as other_schema, coalesce(o.relname, kalends.fit_name(s.other_name || '_' || s.other_columns[c.position], '_seq')) as other_seq,
           q.oid as live_oid, o.oid as other_oid, s.other_columns[c.position] as other_column, c.identity
    from kalends.side_sequences(s.live) c join pg_class q on q.oid = c.sequence join pg_namespace n on n.oid = q.relnamespace
    left join lateral (
      select k.oid, k.relname, kn.nspname from kalends.side_sequences(s.other) x join pg_class k on k.oid = x.sequence join pg_namespace kn on kn.oid = k.relnamespace
      where x.identity <> '' and x.position = c.position) o on true
    where c.identity <> '')
  select 'identity', p.live_oid::regclass::text, 'rebuild', x.stage, x.rank, x.statement, 'the values go on where they are'
  from pair p
  cross join lateral (values
    ('before', 10, case when p.other_oid is null then format('ALTER TABLE %s ALTER COLUMN %I ADD GENERATED %s AS IDENTITY (%s)', s.other_sql, p.other_column, case p.identity when 'a' then 'ALWAYS' else 'BY DEFAULT' end, kalends.sequence_parameters(p.live_oid)) end),
    ('before', 11, case when kalends.sequence_parameters(p.live_oid) <> kalends.sequence_parameters(p.other_oid) then format('ALTER SEQUENCE %I.%I %s', p.other_schema, p.other_seq, kalends.sequence_parameters(p.live_oid)) end),
    ('swap', 40, format('ALTER SEQUENCE %I.%I RENAME TO %I', p.live_schema, p.live_seq, p.spare)),
    ('swap', 41, format('SELECT setval(''%I.%I''::regclass, q.last_value, q.is_called) FROM %I.%I q', p.other_schema, p.other_seq, p.live_schema, p.spare)),
    ('swap', 42, format('ALTER SEQUENCE %I.%I RENAME TO %I', p.other_schema, p.other_seq, p.live_seq)),
    ('swap', 43, format('ALTER SEQUENCE %I.%I RENAME TO %I', p.live_schema, p.spare, p.other_seq))) x(stage, rank, statement)
  where x.statement is not null;
end
$$;
