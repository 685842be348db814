-- Which rows are not the same in the monolith and in the partitioned table? At most so many, by the columns that the migration follows rows by. Reads and joins both tables.
create or replace function kalends.differences(id bigint, most integer default 100) returns table (key text, partition_name name, what text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set jit = off
as $$
declare
  d record := kalends.differences_text(id);
begin
  return query
  select r.* from jsonb_to_recordset(kalends.execute_as_owner((select m.source_oid from kalends.migration m where m.id = differences.id), array[format($text$
    SELECT coalesce(jsonb_agg(d), '[]') FROM (
      SELECT ROW(%1$s)::text AS key, (SELECT p.relname FROM pg_class p WHERE p.oid = n.place) AS partition_name,
             CASE WHEN o.n IS NULL THEN 'only in the new table' WHEN n.n IS NULL THEN 'only in the old table' ELSE 'differs' END AS what
      %2$s LIMIT %3$L) d$text$, d.units, d.joined, most)], 1)::jsonb) as r(key text, partition_name name, what text);
end
$$;
