-- Which statements move rows of a key range out of the catch-all into the partition that is about to be attached?
-- Locks, until the end of the transaction: ACCESS EXCLUSIVE on the catch-all, so that no late writer is overlooked; and before it on the parent. A reader that had planned without the new
-- partition and then waited for the catch-all would find the rows in neither.
create or replace function kalends.drain_statements(parent oid, catch_all oid, partition_sql text, lower_bound timestamptz, upper_bound timestamptz)
  returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select array[
    format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', parent::regclass),
    format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', catch_all::regclass),
    format('WITH moved AS (DELETE FROM ONLY %1$s WHERE %2$s >= %3$s AND %2$s < %4$s RETURNING %5$s) INSERT INTO %6$s (%5$s) SELECT %5$s FROM moved',
      catch_all::regclass, quote_ident(key.attname), kalends.bound_literal(key.atttypid, lower_bound), kalends.bound_literal(key.atttypid, upper_bound),
      (select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
       from pg_attribute a where a.attrelid = parent and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''),
      partition_sql)]
  from pg_partitioned_table p
  join pg_attribute key on key.attrelid = p.partrelid and key.attnum = p.partattrs[0]
  where p.partrelid = parent
$$;
