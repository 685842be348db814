-- How is a bound written for a key of this type? An instant with its offset, a wall-clock time without one.
create or replace function kalends.bound_literal(key_type oid, bound timestamptz) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select quote_literal(replace(to_char(bound at time zone 'UTC', case key_type
    when 'date'::regtype then 'FMYYYY-MM-DD'
    when 'timestamp'::regtype then 'FMYYYY-MM-DD HH24:MI:SS.US'
    else 'FMYYYY-MM-DD HH24:MI:SS.US"+00"'
  end), '.000000', ''))
$$;
