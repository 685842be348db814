-- Brings at most so many of the log's entries over: their units leave `other`, and come again as `live` has them, in one statement and so in one snapshot. `hold`: lock what is read, where a mirror is at work beside.
create or replace function kalends.apply_log(id bigint, live oid, other oid, most integer, hold boolean, out keys bigint, out truncated boolean)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set enable_hashjoin = off
  set enable_mergejoin = off
as $$
declare
  t record := kalends.migration_texts(id, live, other);
  answer jsonb;
begin
  answer := kalends.execute_as_owner(live, array[format($text$
    WITH taken AS (DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s LIMIT %2$L)) RETURNING %3$s),
    unit AS MATERIALIZED (SELECT DISTINCT %3$s FROM taken),
    gone AS (DELETE FROM %4$s o USING unit u WHERE %5$s RETURNING 1),
    placed AS (INSERT INTO %6$s (%7$s) OVERRIDING SYSTEM VALUE SELECT %8$s FROM unit u JOIN %9$s l ON %10$s WHERE (SELECT count(*) FROM gone) >= 0 %11$s RETURNING 1)
    SELECT json_build_object('keys', (SELECT count(*) FROM unit u) + (SELECT 0 * count(*) FROM placed), 'truncated', EXISTS (SELECT FROM unit u WHERE u.k1 IS NULL))
    $text$, t.log_sql, most, t.log_columns, t.other_sql, t.other_match, replace(t.other_sql, 'ONLY ', ''), t.other_columns, t.live_values, t.live_sql, t.live_match,
    case when hold then 'FOR SHARE OF l' else '' end)], 1);
  keys := answer -> 'keys';
  truncated := answer -> 'truncated';
end
$$;
