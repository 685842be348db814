-- Sets from when on something is a finding: of one managed table, or (managed_table null) of all that have no threshold of their own. value: a number, a size as '500 GB',
-- 'off', or 'default': the table has none of its own any more.
create or replace function kalends.set_threshold(threshold text, value text, managed_table text default null)
  returns table (table_schema name, table_name name, before text, after text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  t record;
  wanted bigint;
  rule text;
begin
  if managed_table is null and value = 'default' then
    raise exception 'the threshold % of all tables has no other default', quote_nullable(set_threshold.threshold) using errcode = 'KA003', hint = 'Give it a value, or ''off''.';
  end if;
  select c.table_schema, c.table_name into t from kalends.partition_config c where managed_table is not null and kalends.matches_table(c.table_schema, c.table_name, managed_table) order by c.table_schema <> 'public' limit 1;
  if managed_table is not null and t.table_name is null then
    raise exception 'no row of kalends.partition_config is called %', quote_literal(managed_table) using errcode = 'KA003', hint = format('SELECT table_schema, table_name FROM kalends.partition_config shows which there are; SELECT kalends.register(%L) adds one.', managed_table);
  end if;
  wanted := case when value not in ('off', 'default') then pg_size_bytes(value) end;
  delete from kalends.threshold x where x.threshold = set_threshold.threshold and x.table_schema is not distinct from t.table_schema and x.table_name is not distinct from t.table_name
  returning coalesce(x.value::text, 'off') into before;
  if value <> 'default' then
    insert into kalends.threshold (threshold, table_schema, table_name, value) values (set_threshold.threshold, t.table_schema, t.table_name, wanted);
  end if;
  return query select t.table_schema, t.table_name, coalesce(before, 'default'), case value when 'default' then value else coalesce(wanted::text, 'off') end;
exception
  when check_violation or not_null_violation then
    get stacked diagnostics rule = constraint_name;
    raise exception 'threshold % = %: %', quote_nullable(set_threshold.threshold), quote_nullable(value), coalesce(nullif(rule, ''), sqlerrm) using errcode = 'KA003', hint = 'SELECT * FROM kalends.threshold lists them; nothing was changed.';
  when data_exception then
    raise exception 'threshold % = %: %', quote_nullable(set_threshold.threshold), quote_nullable(value), sqlerrm using errcode = 'KA003', hint = 'A number, a size as ''500 GB'', ''off'' or ''default''; nothing was changed.';
end
$$;
