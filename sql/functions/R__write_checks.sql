-- Writes down what comparing the two tables has shown, and whether they may differ: a line per partition and one for the whole. Returns whether all of it is equal and nothing speaks against the mirror.
create or replace function kalends.write_checks(id bigint, kind text, lines jsonb, seconds double precision) returns boolean
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  whole record;
  unequal text;
begin
  insert into kalends.migration_check (migration_id, kind, partition_name, old_rows, new_rows, equal)
  select write_checks.id, write_checks.kind, coalesce(l.partition_name, 'beside every partition'), l.old_rows, l.new_rows, l.old_rows = l.new_rows and l.old_hash = l.new_hash
  from jsonb_to_recordset(lines) l(partition_name name, old_rows bigint, new_rows bigint, old_hash numeric, new_hash numeric);
  select count(*) as partitions, coalesce(sum(l.old_rows), 0) as old_rows, coalesce(sum(l.new_rows), 0) as new_rows,
         string_agg(l.partition_name, ', ' order by l.partition_name) filter (where not (l.old_rows = l.new_rows and l.old_hash = l.new_hash)) as unequal
  into whole
  from jsonb_to_recordset(lines) l(partition_name text, old_rows bigint, new_rows bigint, old_hash numeric, new_hash numeric);
  unequal := case when whole.unequal is not null then 'old and new differ in ' || left(whole.unequal, 500) end;
  update kalends.migration m set suspect = null where m.id = write_checks.id;
  unequal := coalesce(unequal, kalends.mirror_fault(id));
  update kalends.migration m set suspect = unequal where m.id = write_checks.id;
  insert into kalends.migration_check (migration_id, kind, old_rows, new_rows, equal, seconds, message)
  values (id, kind, whole.old_rows, whole.new_rows, unequal is null, seconds, coalesce(unequal, format('%s rows are equal', whole.old_rows)));
  return unequal is null;
end
$$;
