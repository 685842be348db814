-- Undoes a detach: attaches a detached partition that was not dropped yet with the bounds it had, and takes it off the books. Retention is unchanged, so raise it first, or the next run detaches it again.
-- Lock: SHARE UPDATE EXCLUSIVE on the parent, ACCESS EXCLUSIVE on the partition. A partition that was detached concurrently proves its bounds by a CHECK; any other is read.
create or replace function kalends.reattach_partition(partition_name text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set lock_timeout = '150ms'
as $$
declare
  d kalends.detached_partition;
  key_type oid;
begin
  begin
    select x.* into strict d from kalends.detached_partition x where kalends.matches_table(x.partition_schema, x.partition_name, reattach_partition.partition_name) for update;
  exception
    when no_data_found then
      raise exception 'Kalends has no detached partition called %', quote_nullable(partition_name) using errcode = 'KA004', hint = 'SELECT * FROM kalends.detached_partition lists them.';
    when too_many_rows then
      raise exception '% is the name of several detached partitions', quote_literal(partition_name) using errcode = 'KA003', hint = 'Say schema.partition.';
  end;
  select a.atttypid into key_type
  from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
  where p.partrelid = format('%I.%I', d.parent_schema, d.parent_table)::regclass;
  perform kalends.execute_statements(format('%I.%I', d.parent_schema, d.parent_table)::regclass, array[
    format('ALTER TABLE %I.%I ATTACH PARTITION %I.%I FOR VALUES FROM (%s) TO (%s)', d.parent_schema, d.parent_table, d.partition_schema, d.partition_name,
           coalesce(kalends.bound_literal(key_type, d.lower_bound), 'MINVALUE'), coalesce(kalends.bound_literal(key_type, d.upper_bound), 'MAXVALUE'))]);
  delete from kalends.detached_partition x where x.partition_oid = d.partition_oid;
  perform kalends.write_ledger(null, 'sql', d.parent_schema, d.parent_table, 'reattach', d.partition_schema, d.partition_name, null, 'SHARE UPDATE EXCLUSIVE', null, null, null, null, 'done', null, null);
end
$$;
