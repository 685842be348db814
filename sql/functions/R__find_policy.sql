-- The one row of partition_config that is called so; KA003 when there is none, or more than one.
create or replace function kalends.find_policy(managed_table text) returns kalends.partition_config
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  found kalends.partition_config[] := array(select c from kalends.partition_config c where managed_table is not null and kalends.matches_table(c.table_schema, c.table_name, managed_table));
begin
  if cardinality(found) = 0 then
    raise exception 'no row of kalends.partition_config is called %', quote_nullable(managed_table)
      using errcode = 'KA003', hint = format('SELECT table_schema, table_name FROM kalends.partition_config shows which there are; SELECT kalends.register(%L) adds one.', managed_table);
  elsif cardinality(found) > 1 then
    raise exception '% rows of partition_config are called %', cardinality(found), quote_literal(managed_table) using errcode = 'KA003', hint = 'Write it with its schema.';
  end if;
  return found[1];
end
$$;
