-- Which query says how many rows the monolith ('old') or the partitioned table ('new') has in the period of each partition, and what the sum of their hashes is? Reads the table once, with the workers that PostgreSQL gives it.
create or replace function kalends.compare_text(id bigint, side text) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  period record;
  default_oid oid;
begin
  select x.* into m from kalends.migration x where x.id = compare_text.id;
  if side is null or side not in ('old', 'new') then
    raise exception 'a side is old or new, not %', quote_nullable(side) using errcode = 'KA003';
  end if;
  period := kalends.period_edges(m.shadow_oid);
  select p.partdefid into default_oid from pg_partitioned_table p where p.partrelid = m.shadow_oid;
  return format($text$
    SELECT p.oid AS partition, c.relname AS partition_name, sum(s.row_count)::bigint AS row_count, sum(s.hash) AS hash
    FROM (SELECT width_bucket(x.%1$I, %2$s) AS bucket, count(*) AS row_count, sum(%3$s) AS hash FROM %4$s x GROUP BY 1) s
    CROSS JOIN LATERAL (SELECT coalesce(nullif((%5$L::oid[])[s.bucket], 0), %6$L::oid) AS oid) p
    LEFT JOIN pg_class c ON c.oid = p.oid
    GROUP BY p.oid, c.relname$text$,
    (select case side when 'old' then c.source_column else c.target_column end from kalends.migration_column c where c.migration_id = m.id and c.source_column = m.partition_column),
    period.edges, kalends.row_hash(m.id, side), case side when 'old' then 'ONLY ' || m.source_oid::regclass else m.shadow_oid::regclass::text end, period.partitions, default_oid);
end
$$;
