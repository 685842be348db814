-- Which migration is that of this table, by its old or its new name: the live one, else the newest? KA004 when there is none.
create or replace function kalends.find_migration(source text) returns bigint
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  found_id bigint;
begin
  select m.id into found_id
  from kalends.migration m
  cross join lateral (values (m.source_schema, m.source_table, 1), (m.target_schema, m.target_table, 1), (m.target_schema, m.shadow_table, 2), (m.source_schema, m.old_table, 2), (m.target_schema, m.extra_view, 2)) n(schema, name, rank)
  where n.name is not null and source is not null
    and (kalends.matches_table(n.schema, n.name, source) or kalends.identifier_parts(source) in (array[n.name::text], array[n.schema::text, n.name::text]))
  order by m.phase in ('retired', 'rolled_back'), n.rank, n.schema <> 'public', m.id desc
  limit 1;
  if found_id is null then
    raise exception 'there is no migration of %', quote_nullable(source) using errcode = 'KA004', hint = 'kalends migrate start TABLE begins one.';
  end if;
  return found_id;
end
$$;
