-- How much of a migration's copy and of its indexes is done? bytes: what the shadow has; rows_total is an estimate until the copy has ended.
-- rows_per_second and seconds_left are those of the copy by the run that works on it, null when there is none.
create or replace function kalends.migration_progress(id bigint) returns jsonb
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'rows_done', s.rows_done,
    'rows_total', case when s.blocks_done = s.blocks_total and s.stripes > 0 then s.rows_done
                       when s.blocks_done > 0 then (s.rows_done::numeric * s.blocks_total / s.blocks_done)::bigint else greatest(c.reltuples, 0)::bigint end,
    'blocks_done', s.blocks_done, 'blocks_total', s.blocks_total, 'stripes_left', s.stripes_left,
    'bytes_old', pg_total_relation_size(c.oid), 'bytes_new', p.bytes, 'partitions', p.partitions,
    'rows_per_second', case when m.phase = 'capturing' and s.blocks_done > b.blocks then round(((s.rows_done - b.rows) / b.seconds)::numeric, 1) end,
    'seconds_left', case when m.phase = 'capturing' and s.blocks_done > b.blocks then round((b.seconds * (s.blocks_total - s.blocks_done) / (s.blocks_done - b.blocks))::numeric, 1) end,
    'indexes_total', p.partitions * x.indexes, 'indexes_left', case when m.phase in ('planned', 'prepared', 'capturing', 'copied') then (select count(*) from kalends.index_statements(m.id)) else 0 end)
  from kalends.migration m
  left join pg_class c on c.oid = m.source_oid
  cross join lateral (
    select coalesce(sum(s.row_count), 0) as rows_done, coalesce(sum(s.next_block - s.first_block), 0) as blocks_done, coalesce(sum(s.end_block - s.first_block), 0) as blocks_total,
           count(*) as stripes, count(*) filter (where not s.finished) as stripes_left
    from kalends.migration_stripe s where s.migration_id = m.id) s
  left join lateral (
    select case when t.begun_at > m.phase_at then t.begun_blocks else 0 end as blocks, case when t.begun_at > m.phase_at then t.begun_rows else 0 end as rows,
           greatest(extract(epoch from clock_timestamp() - greatest(t.begun_at, m.phase_at)), 0.001)::double precision as seconds
    from kalends.throttle_state t
    where t.migration_id = m.id and kalends.worker_of(m.source_schema, m.source_table) is not null) b on true
  cross join lateral (select count(*) as partitions, coalesce(sum(pg_total_relation_size(i.inhrelid)), 0) as bytes from pg_inherits i where i.inhparent = m.shadow_oid) p
  cross join lateral (select count(*) as indexes from kalends.migration_index x where x.migration_id = m.id) x
  where m.id = migration_progress.id
$$;
