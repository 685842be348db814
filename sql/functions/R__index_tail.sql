-- What does an index's definition say after its table, as in USING btree (id, date)?
create or replace function kalends.index_tail(index_oid oid) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select kalends.definition_tail(pg_get_indexdef(x.indexrelid), t.relname) from pg_index x join pg_class t on t.oid = x.indrelid where x.indexrelid = index_oid
$$;
