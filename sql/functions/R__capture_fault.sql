-- Why does the copy of a migration have to start again: what was copied, or logged, is not what the table has? Null: it has not. `copying`: the rows' places still matter.
create or replace function kalends.capture_fault(id bigint, copying boolean) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when c.oid is null then 'the table is gone'
    when kalends.table_fingerprint(c.oid) is distinct from m.fingerprint then 'the columns of the table were changed'
    when not kalends.is_followed(m.id, c.oid) then 'the triggers that log what is touched were dropped or disabled'
    when copying and pg_relation_filenode(c.oid) is distinct from m.file_node then 'the table was rewritten (TRUNCATE, VACUUM FULL, CLUSTER or ALTER TABLE)' end
  from kalends.migration m left join pg_class c on c.oid = m.source_oid
  where m.id = capture_fault.id
$$;
