-- What does the trigger function of a guard say? Keys that come are written down, keys that go are crossed out; who brings one that another row has gets 23505.
create or replace function kalends.guard_text(id bigint) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format($text$
declare
  doubtful bigint := 0;
  doubled text;
begin
  if tg_op = 'TRUNCATE' then
    TRUNCATE %1$s;
  elsif tg_op = 'DELETE' then
    DELETE FROM %1$s g USING old_rows o WHERE %2$s;
  elsif tg_op = 'INSERT' then
    WITH taken AS (INSERT INTO %1$s SELECT DISTINCT %3$s FROM new_rows ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT count(*) FROM new_rows) - (SELECT count(*) FROM taken) INTO doubtful;
  else
    DELETE FROM %1$s g USING (SELECT %3$s FROM old_rows EXCEPT SELECT %3$s FROM new_rows) o WHERE %2$s;
    WITH come AS (SELECT %3$s FROM new_rows EXCEPT ALL SELECT %3$s FROM old_rows),
    taken AS (INSERT INTO %1$s SELECT DISTINCT %3$s FROM come ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT count(*) FROM come) - (SELECT count(*) FROM taken) INTO doubtful;
  end if;
  if doubtful > 0 then
    execute format('SELECT min(row(o.*)::text) FROM (SELECT DISTINCT %3$s FROM new_rows) o WHERE (SELECT count(*) FROM %%s g WHERE %2$s) > 1', tg_relid::regclass) into doubled;
  end if;
  if doubled is not null then
    raise unique_violation using message = format('duplicate key value violates the guard of %%s: (%3$s)=%%s', tg_relid::regclass, doubled), table = tg_table_name, schema = tg_table_schema;
  end if;
  return null;
end$text$,
    format('kalends.guard_%s', m.id), string_agg(format('g.%1$I = o.%1$I', c.target_column), ' AND ' order by c.position), string_agg(quote_ident(c.target_column), ', ' order by c.position))
  from kalends.migration m join kalends.migration_column c on c.migration_id = m.id and c.source_column = any (m.key_columns)
  where m.id = guard_text.id
  group by m.id
$$;
