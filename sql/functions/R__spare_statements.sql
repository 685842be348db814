-- Which statements remove the views that were made for a swap and have not got their names, or have lost them?
create or replace function kalends.spare_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg('DROP VIEW ' || v.sql order by v.sql), '{}')
  from kalends.migration_sides(spare_statements.id) s
  join kalends.migration m on m.id = spare_statements.id
  cross join lateral (
    select distinct quote_ident(n.view_schema) || '.' || quote_ident(kalends.fit_name(n.view_name::text, '_kalends')) as sql
    from (values (s.front_next_schema, s.front_next), (s.front_schema, s.front_now), (m.target_schema, m.extra_view)) n(view_schema, view_name)
    where n.view_name is not null) v
  where to_regclass(v.sql) is not null
$$;
