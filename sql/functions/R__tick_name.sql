-- What a tick is called in the identity of its run, as in maintenance@2026-11-20T02:00:00Z.
create or replace function kalends.tick_name(schedule text, due_at timestamptz) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select schedule || '@' || to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') || coalesce('.' || nullif(to_char(due_at, 'US'), '000000'), '') || 'Z'
$$;
