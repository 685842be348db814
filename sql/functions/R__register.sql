-- Puts a partitioned table under management: a row of partition_config whose column, granularity and zone are read from the catalogue; `overrides` replaces what it names. Changes nothing else.
create or replace function kalends.register(managed_table text, overrides jsonb default '{}') returns kalends.partition_config
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  parent oid := kalends.find_partitioned_table(managed_table);
  seen record;
  new_row kalends.partition_config;
  unknown text;
begin
  select k into unknown from jsonb_object_keys(overrides) k
  where k in ('table_schema', 'table_name', 'seen_at', 'created_at', 'updated_at', 'confirmed_at', 'confirmed_by', 'table_oid')
     or not exists (select from pg_attribute a where a.attrelid = 'kalends.partition_config'::regclass and a.attname = k and a.attnum > 0) limit 1;
  if unknown is not null then
    raise exception 'partition_config has no column % that could be set', quote_literal(unknown) using errcode = 'KA003';
  end if;
  select u.* into seen from kalends.find_unmanaged(parent) u;
  -- One odd partition, as what a table was before it was partitioned, tells nothing of those to come: months, unless somebody says otherwise.
  if seen.reason = 'no period fits its bounds' and (overrides ? 'granularity' or seen.partitions = 1) then
    seen.reason := null;
  end if;
  if (select c.relispartition from pg_class c where c.oid = parent) then
    raise exception '% is itself a partition of %', parent::regclass, (select i.inhparent::regclass from pg_inherits i where i.inhrelid = parent)
      using errcode = 'KA002', hint = coalesce((select format('The table at the top, %s, cannot be managed: %s.', u.table_name, u.reason) from kalends.find_unmanaged(pg_partition_root(parent)) u where u.reason is not null), 'Register the table at the top.');
  elsif seen.reason = 'no period fits its bounds' then
    raise exception '% cannot be managed by itself: no hour, day, week, month, quarter or year of a known zone fits the bounds of its partitions', parent::regclass
      using errcode = 'KA002', hint = 'Say --granularity and --time-zone: new partitions get those bounds, and what is there stays as it is.';
  elsif seen.table_name is null then
    raise exception '% is managed already', parent::regclass using errcode = 'KA003', hint = 'UPDATE kalends.partition_config changes its policy.';
  elsif seen.reason is not null then
    raise exception '% cannot be managed: %', parent::regclass, seen.reason using errcode = 'KA002', hint = 'Kalends manages tables partitioned by RANGE of one column of type date, timestamp or timestamptz.';
  end if;
  insert into kalends.partition_config (table_schema, table_name, partition_column, granularity, time_zone, seen_at)
  values (seen.table_schema, seen.table_name, seen.partition_column, seen.granularity, seen.time_zone, now());
  select (jsonb_populate_record(c, overrides)).* into new_row from kalends.partition_config c where c.table_schema = seen.table_schema and c.table_name = seen.table_name;
  delete from kalends.partition_config c where c.table_schema = seen.table_schema and c.table_name = seen.table_name;
  insert into kalends.partition_config select new_row.*;
  return new_row;
end
$$;
