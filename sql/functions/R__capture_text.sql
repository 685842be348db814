-- What does the trigger function of a migration say that only logs what is touched? It never reads a table, so the writer's isolation level does not matter.
create or replace function kalends.capture_text(id bigint) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format($text$
begin
  if tg_op = 'INSERT' then
    INSERT INTO %1$s (%2$s) SELECT %3$s FROM new_rows x;
  elsif tg_op = 'UPDATE' then
    INSERT INTO %1$s (%2$s) SELECT %3$s FROM old_rows x UNION SELECT %3$s FROM new_rows x;
  elsif tg_op = 'DELETE' then
    INSERT INTO %1$s (%2$s) SELECT %3$s FROM old_rows x;
  else
    INSERT INTO %1$s DEFAULT VALUES;
  end if;
  return null;
end
$text$, t.log_sql, t.log_columns, t.row_units)
  from kalends.migration m cross join lateral kalends.migration_texts(m.id, m.source_oid, m.shadow_oid) t
  where m.id = capture_text.id
$$;
