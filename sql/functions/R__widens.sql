-- Does every value of the first type have its like in the second, so that a column may become it?
create or replace function kalends.widens(from_type text, to_type text) returns boolean
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case regexp_replace(from_type, '\(.*\)', '')
    when 'smallint' then to_type in ('integer', 'bigint', 'numeric')
    when 'integer' then to_type in ('bigint', 'numeric')
    when 'bigint' then to_type = 'numeric'
    when 'numeric' then to_type = 'numeric'
    when 'real' then to_type = 'double precision'
    when 'character varying' then to_type in ('text', 'character varying')
    else false end
    or (from_type like 'character varying(%' and to_type like 'character varying(%'
        and substring(to_type from '\((\d+)\)')::integer > substring(from_type from '\((\d+)\)')::integer)
$$;
