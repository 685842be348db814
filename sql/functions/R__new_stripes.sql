-- Divides the blocks that the monolith has now among the workers. No writer may be in flight that is not logged.
create or replace function kalends.new_stripes(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  delete from kalends.migration_stripe s where s.migration_id = new_stripes.id;
  insert into kalends.migration_stripe (migration_id, stripe, first_block, next_block, end_block, finished)
  select m.id, n, b.blocks * (n - 1) / w.workers, b.blocks * (n - 1) / w.workers, b.blocks * n / w.workers, b.blocks = 0
  from kalends.migration m
  cross join lateral (select pg_relation_size(m.source_oid) / current_setting('block_size')::bigint as blocks) b
  cross join lateral (select greatest(1, least(m.workers, b.blocks)) as workers) w
  cross join lateral generate_series(1, w.workers) n
  where m.id = new_stripes.id;
end
$$;
