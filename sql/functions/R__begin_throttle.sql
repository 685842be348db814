-- Notes that a run begins to copy: how fast it is, and how long it will take, is counted from here.
create or replace function kalends.begin_throttle(id bigint) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into kalends.throttle_state as t (migration_id, begun_at, begun_blocks, begun_rows)
  select id, clock_timestamp(), coalesce(sum(s.next_block - s.first_block), 0), coalesce(sum(s.row_count), 0)
  from kalends.migration_stripe s where s.migration_id = id
  on conflict (migration_id) do update set begun_at = excluded.begun_at, begun_blocks = excluded.begun_blocks, begun_rows = excluded.begun_rows
$$;
