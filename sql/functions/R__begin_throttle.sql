-- Notes how far the copy is, so that its rate can be told: of the run that begins (fresh), and then now and again, so that what is counted is between the latest half and the whole of the run.
create or replace function kalends.begin_throttle(id bigint, fresh boolean) returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  insert into kalends.throttle_state as t (migration_id, begun_at, begun_blocks, begun_rows, later_at, later_blocks, later_rows)
  select id, clock_timestamp(), d.blocks, d.rows, clock_timestamp(), d.blocks, d.rows
  from (select coalesce(sum(s.next_block - s.first_block), 0) as blocks, coalesce(sum(s.row_count), 0) as rows from kalends.migration_stripe s where s.migration_id = id) d
  on conflict (migration_id) do update
    set (begun_at, begun_blocks, begun_rows) = (select excluded.begun_at, excluded.begun_blocks, excluded.begun_rows where fresh union all select t.later_at, t.later_blocks, t.later_rows where not fresh),
        later_at = excluded.later_at, later_blocks = excluded.later_blocks, later_rows = excluded.later_rows
    where fresh or excluded.later_at - t.later_at > t.later_at - t.begun_at + interval '2 seconds'
$$;
