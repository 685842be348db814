-- Gives a migration up that has not been cut over, or was rolled back: its triggers, its log and its shadow are removed, the table is what it was. Locks: ACCESS EXCLUSIVE on the table for a moment, and on what the shadow's foreign keys point to.
create or replace function kalends.give_up_migration(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  s record;
  statement text;
  kept text;
begin
  if (select m.phase in ('cut_over', 'retired') from kalends.migration m where m.id = give_up_migration.id) then
    perform kalends.advance(give_up_migration.id, '{planned,prepared,capturing,copied,indexed,mirroring,verified}', 'rolled_back');
  end if;
  select x.* into s from kalends.migration_sides(give_up_migration.id) x;
  if s.monolith is not null and exists (select from pg_class c where c.oid = s.monolith) then
    execute format('lock table only %s in access exclusive mode', s.live_sql);
  end if;
  foreach statement in array kalends.unmirror_statements(give_up_migration.id) || kalends.spare_statements(give_up_migration.id) loop
    execute statement;
  end loop;
  if s.front is not null then
    if exists (select from kalends.readers(array[s.front])) then
      kept := format('the view %I.%I stays, since others read it', s.front_schema, s.front_now);
    else
      execute format('drop view %I.%I', s.front_schema, s.front_now);
    end if;
  end if;
  if exists (select from pg_class c where c.oid = s.shadow) then
    execute format('drop table %s', s.other_sql);
  end if;
  execute format('drop function if exists kalends.guard_%s()', give_up_migration.id);
  execute format('drop table if exists kalends.guard_%s', give_up_migration.id);
  perform kalends.advance(give_up_migration.id, '{planned,prepared,capturing,copied,indexed,mirroring,verified}', 'rolled_back', kept);
end
$$;
