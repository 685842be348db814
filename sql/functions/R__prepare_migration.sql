-- Makes the shadow of a migration, empty and without indexes, with its partitions. No lock on the monolith but ACCESS SHARE; reads all of it once, for the oldest and the newest row.
create or replace function kalends.prepare_migration(id bigint, as_of timestamptz default now()) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
begin
  select x.* into m from kalends.migration x where x.id = prepare_migration.id for update;
  if m.key_columns = '{}' then
    raise exception '%.% has no key: no unique index of columns that are never null', quote_ident(m.source_schema), quote_ident(m.source_table) using errcode = 'KA002', hint = 'Add a primary key.';
  end if;
  perform kalends.build_shadow(m.id);
  perform kalends.build_partitions(m.id, as_of);
  perform kalends.advance(m.id, '{planned}', 'prepared');
end
$$;
