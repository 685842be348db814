-- The full name of the managed table that somebody means by a name, of public first; the name itself when there is none.
create or replace function kalends.managed_name(given text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
    select format('%I.%I', c.table_schema, c.table_name)
    from kalends.partition_config c
    where kalends.matches_table(c.table_schema, c.table_name, given)
    order by c.table_schema <> 'public', c.table_schema limit 1), given)
$$;
