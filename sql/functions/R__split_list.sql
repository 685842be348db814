-- Which pieces has a list, as in 'id,"odd,name"': cut at the separator, but not inside double quotes?
create or replace function kalends.split_list(list text, separator text) returns text[]
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(trim(piece) order by place) filter (where trim(piece) <> ''), '{}')
  from regexp_split_to_table(list, separator || '(?=(?:[^"]*"[^"]*")*[^"]*$)') with ordinality as pieces(piece, place)
$$;
