-- How is a name with a suffix kept within PostgreSQL's 63 bytes? The table's part is cut between two characters and a hash of it is added.
create or replace function kalends.fit_name(table_name text, suffix text) returns name
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  select (case
    when octet_length(table_name || suffix) <= 63 then table_name || suffix
    else (select left(table_name, n) || '_' || left(md5(table_name), 8) || suffix
          from generate_series(length(table_name), 1, -1) as n
          where octet_length(left(table_name, n)) <= 63 - 9 - octet_length(suffix)
          limit 1)
  end)::name
$$;
