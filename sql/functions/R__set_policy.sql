-- Registers a table, or changes the policy of one that is managed; `settings` names columns of partition_config. One row per column, before and after;
-- before is empty for a new row. dry_run shows the same, checked, and writes nothing.
create or replace function kalends.set_policy(managed_table text, settings jsonb, dry_run boolean default false)
  returns table (setting text, before text, after text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  hidden constant text[] := '{table_schema,table_name,seen_at,created_at,updated_at,confirmed_at,confirmed_by,table_oid}';
  old_row kalends.partition_config;
  new_row kalends.partition_config;
  many integer;
  unknown text := (select k from jsonb_object_keys(settings) k
                   where k = any (hidden) or not exists (select from pg_attribute a where a.attrelid = 'kalends.partition_config'::regclass and a.attname = k and a.attnum > 0) limit 1);
  rule text;
begin
  select count(*) into many from kalends.partition_config c where kalends.matches_table(c.table_schema, c.table_name, managed_table);
  if many > 1 then
    raise exception '% rows of partition_config are called %', many, quote_literal(managed_table) using errcode = 'KA003', hint = 'Write it with its schema.';
  elsif unknown is not null then
    raise exception 'partition_config has no column % that could be set', quote_literal(unknown) using errcode = 'KA003', hint = 'Look at \d kalends.partition_config';
  end if;
  select c.* into old_row from kalends.partition_config c where kalends.matches_table(c.table_schema, c.table_name, managed_table);
  begin
    -- A row that came with the installation, does not fit the table and was confirmed by nobody is no policy to keep.
    if many = 1 and old_row.confirmed_at is null and kalends.table_fault(old_row, to_regclass(format('%I.%I', old_row.table_schema, old_row.table_name))) is not null then
      delete from kalends.partition_config c where c.table_schema = old_row.table_schema and c.table_name = old_row.table_name;
      many := 0;
    end if;
    if many = 0 then
      new_row := kalends.register(managed_table, settings);
    else
      update kalends.partition_config c
      set (partition_column, granularity, time_zone, retention_months, retention_days, future_partitions, enabled, retention_action, grace_days,
           max_drops_per_run, max_partition_bytes, catch_all, drain_rows)
        = (select n.partition_column, n.granularity, n.time_zone, n.retention_months, n.retention_days, n.future_partitions, n.enabled, n.retention_action, n.grace_days,
                  n.max_drops_per_run, n.max_partition_bytes, n.catch_all, n.drain_rows from jsonb_populate_record(old_row, settings) n)
      where c.table_schema = old_row.table_schema and c.table_name = old_row.table_name
      returning * into new_row;
    end if;
    if dry_run then
      raise exception using errcode = 'KA0DR', message = 'undone on purpose';
    end if;
  exception
    when sqlstate 'KA0DR' then null;
    when check_violation then
      get stacked diagnostics rule = constraint_name;
      raise exception 'policy of %: %', managed_table, rule using errcode = 'KA003', hint = 'Nothing was changed; correct the value.';
  end;
  return query
    select n.key, case when many = 0 then '' else coalesce(o.value, 'null') end, coalesce(n.value, 'null')
    from jsonb_each_text(to_jsonb(new_row)) n
    join jsonb_each_text(to_jsonb(old_row)) o using (key)
    join pg_attribute a on a.attrelid = 'kalends.partition_config'::regclass and a.attname = n.key
    where n.key <> all (hidden)
    order by a.attnum;
end
$$;
