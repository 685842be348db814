-- The tables of such an array as rows: what UNNEST gives, but the planner is told how many to expect (it takes an unknown array for ten).
create or replace function kalends.each_table(tables kalends.watched_table[]) returns setof kalends.watched_table
  language sql immutable strict rows 100
  set search_path = pg_catalog, pg_temp
as $$
  select t.* from unnest(tables) t
$$;
