-- Which pieces of SQL read rows of `live` and write them to `other`, whichever way round they are? For the text of the statements that copy, drain and mirror.
-- log_columns: k1, k2 · row_units: a row x of live as a unit · other_match, live_match: the rows o and l of a unit u · other_columns, live_values: all that is written, cast where types differ.
create or replace function kalends.migration_texts(id bigint, live oid, other oid,
    out live_sql text, out other_sql text, out log_sql text, out log_columns text, out row_units text, out other_match text, out live_match text, out other_columns text, out live_values text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with side as (
    select case c.relkind when 'p' then '' else 'ONLY ' end || format('%I.%I', n.nspname, c.relname) as sql, c.oid
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid in (live, other)
  ),
  forward as (select m.source_oid = live as yes from kalends.migration m where m.id = migration_texts.id),
  unit as (
    select u.place, u.log_column, case when f.yes then u.source_column else u.target_column end as live_column, case when f.yes then u.target_column else u.source_column end as other_column,
           case when u.source_type <> u.target_type then '::' || case when f.yes then u.source_type else u.target_type end else '' end as live_cast,
           case when u.source_type <> u.target_type then '::' || case when f.yes then u.target_type else u.source_type end else '' end as other_cast
    from kalends.migration_unit(migration_texts.id) u, forward f
  ),
  col as (
    select c.position, case when f.yes then c.source_column else c.target_column end as live_column, case when f.yes then c.target_column else c.source_column end as other_column,
           case when c.source_type <> c.target_type then '::' || case when f.yes then c.target_type else c.source_type end else '' end as other_cast
    from kalends.migration_column c, forward f where c.migration_id = migration_texts.id and not c.generated
  )
  select (select s.sql from side s where s.oid = live), (select s.sql from side s where s.oid = other), 'kalends.capture_' || id,
         (select string_agg(u.log_column, ', ' order by u.place) from unit u),
         (select string_agg(format('x.%I', u.live_column), ', ' order by u.place) from unit u),
         (select string_agg(format('o.%I = u.%s%s', u.other_column, u.log_column, u.other_cast), ' AND ' order by u.place) from unit u),
         (select string_agg(format('l.%I = u.%s%s', u.live_column, u.log_column, u.live_cast), ' AND ' order by u.place) from unit u),
         (select string_agg(quote_ident(c.other_column), ', ' order by c.position) from col c),
         (select string_agg(format('l.%I%s', c.live_column, c.other_cast), ', ' order by c.position) from col c)
$$;
