-- The last look before a DETACH whose partition is to be dropped: fails with KA002 where an event trigger would refuse the DROP, so that it is not left detached.
create or replace function kalends.confirm_detach(parent_schema name, parent_table name, partition_schema name, partition_name name) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  reason text;
begin
  if (select c.retention_action from kalends.partition_config c where c.table_schema = parent_schema and c.table_name = parent_table) = 'drop' then
    reason := kalends.trial_drop(to_regclass(format('%I.%I', partition_schema, partition_name)));
    if reason is not null then
      raise exception 'an event trigger would not let %.% be dropped: %', quote_ident(partition_schema), quote_ident(partition_name), reason
        using errcode = 'KA002', hint = 'It stays attached. Exempt the role of the runs from the trigger, or set retention_action to detach.';
    end if;
  end if;
end
$$;
