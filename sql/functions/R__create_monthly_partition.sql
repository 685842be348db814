-- Creates the partition of the month that a date lies in, unless it is there. Lock: SHARE UPDATE EXCLUSIVE on the table.
create or replace function kalends.create_monthly_partition(table_name text, partition_date date) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC'
as $$
declare
  parent oid := kalends.find_partitioned_table(table_name);
  zone text := (select case when a.atttypid = 'timestamptz'::regtype then k.time_zone end
                from pg_partitioned_table p
                join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
                join pg_class c on c.oid = p.partrelid
                join kalends.partition_config k on k.table_name = c.relname and k.table_schema = c.relnamespace::regnamespace::text
                where p.partrelid = parent);
begin
  if isfinite(partition_date) is not true then
    raise exception 'partition_date of % is %: a finite date is needed', table_name, coalesce(partition_date::text, 'null') using errcode = 'KA003';
  end if;
  perform kalends.create_partition_at(parent, 'month', partition_date::timestamp at time zone coalesce(zone, 'UTC'));
end
$$;
