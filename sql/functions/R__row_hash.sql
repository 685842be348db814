-- How is the hash of a row x of the monolith ('old') or of the partitioned table ('new') written, so that equal rows have equal hashes?
create or replace function kalends.row_hash(id bigint, side text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select 'hash_record_extended(ROW(' || string_agg(
           format('x.%I', case side when 'old' then c.source_column else c.target_column end)
           || case when side = 'old' and c.source_type <> c.target_type then '::' || c.target_type else '' end
           || case when kalends.is_hashable(a.atttypid) then '' else '::text' end, ', ' order by c.position) || '), 0)'
  from kalends.migration m
  join kalends.migration_column c on c.migration_id = m.id
  join pg_attribute a on a.attrelid = m.shadow_oid and a.attname = c.target_column
  where m.id = row_hash.id
$$;
