-- What is bound to the table that the application writes, and what becomes of it in the next swap: kept, rebuilt, or left for a person to settle (needs_you)? With the SQL.
create or replace function kalends.migration_inventory(id bigint)
  returns table (kind text, name text, verdict text, statement text, note text)
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select d.kind, d.name, d.verdict, string_agg(d.statement, E';\n' order by array_position('{before,lock,swap,after}', d.stage), d.rank, d.statement), string_agg(distinct d.note, '; ')
  from kalends.dependants(migration_inventory.id) d
  where d.kind <> 'lock'
  group by d.kind, d.name, d.verdict
  order by array_position('{needs_you,rebuild,keep}', d.verdict), d.kind, d.name
$$;
